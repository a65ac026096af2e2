package com.dartwing.tel.limits;

import java.time.Duration;

/**
 * One limit as a caller met it.
 *
 * @param remaining permits that are there now, after what was taken
 * @param until how long until the permits asked for would have been there; zero when they were, a whole period when they never are
 * @param untilFull until all of the limit is there again
 */
public record WindowState(long limit, long remaining, Duration until, Duration untilFull) {}
