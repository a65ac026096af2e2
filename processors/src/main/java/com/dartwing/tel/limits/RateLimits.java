package com.dartwing.tel.limits;

/** What each key may do in a second, a minute and a day, as token buckets: kept by this process or by several together. */
public interface RateLimits {

    /**
     * Takes permits of all limits, or of none when one of them refuses.
     *
     * @param limits the key's limits now; when they change, the share that was used stays used
     * @param permits 1 or more; more than a limit ever holds are always refused
     */
    Decision take(String key, String operation, OperationLimits limits, int permits);

    /** What a permit would meet now, without taking it. */
    Decision look(String key, String operation, OperationLimits limits);

    /** The same of the day's limit alone: a batch counts there when it is accepted, and is paced by itself. */
    Decision takeOfDay(String key, String operation, OperationLimits limits, int permits);
}
