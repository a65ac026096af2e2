package com.dartwing.tel.hub.voice.script;

/**
 * What a call's consumer answered to an event of it.
 *
 * @param sequence of that event
 * @param answer its body, and no more of it than anybody reads
 */
public record CallAnswer(String call, int sequence, byte[] answer) {}
