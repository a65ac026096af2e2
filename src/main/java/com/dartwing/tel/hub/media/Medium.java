package com.dartwing.tel.hub.media;

/** A medium's bytes, and what they are said to be, such as {@code image/jpeg}. */
public record Medium(String contentType, byte[] content) {}
