package com.dartwing.tel.compliance;

import java.time.Instant;

/**
 * The latest word of a recipient about messages of one purpose.
 *
 * @param given whether they were agreed to, or else the agreement was withdrawn
 * @param method how the word came, such as {@code keyword}; may be null
 */
public record Consent(boolean given, String method, Instant at) {}
