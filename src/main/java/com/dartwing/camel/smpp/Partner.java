package com.dartwing.camel.smpp;

/**
 * Who has bound.
 *
 * @param name the account that its messages belong to
 * @param maxBinds sessions that it may have at a time
 * @param window requests that may be unanswered at a time in each direction, per session
 */
public record Partner(String name, int maxBinds, int window) {}
