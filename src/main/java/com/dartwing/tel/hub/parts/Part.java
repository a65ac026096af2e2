package com.dartwing.tel.hub.parts;

/**
 * A part of a long message that came.
 *
 * @param message names the message among all others: a hash of who sends what to whom
 * @param number from 1
 * @param total how many the message has
 * @param content its text, as the table keeps it; those of all parts, one behind the other, are the whole
 * @param origin what is kept beside it
 */
public record Part<O>(String message, int number, int total, String content, O origin) {}
