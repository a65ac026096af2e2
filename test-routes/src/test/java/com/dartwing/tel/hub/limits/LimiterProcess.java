package com.dartwing.tel.hub.limits;

import com.dartwing.tel.limits.OperationLimits;
import com.dartwing.tel.limits.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks for permits as a node does, in a process of its own; prints how many it got, and whether all by Redis. */
final class LimiterProcess {

    private static final int THREADS = 8;

    private LimiterProcess() {}

    /** @param arguments Redis' URL, how many requests, and how many the key has for a day */
    public static void main(String... arguments) throws Exception {
        RedisProperties redis = new RedisProperties(arguments[0], Duration.ofSeconds(30), Duration.ofSeconds(1));
        int each = Integer.parseInt(arguments[1]) / THREADS;
        OperationLimits limits = new OperationLimits(null, null, Integer.valueOf(arguments[2]));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (SharedRateLimiter limiter = new SharedRateLimiter(
                new RedisBuckets(redis),
                new RateLimiter(Clock.systemUTC()),
                () -> 1,
                Clock.systemUTC(),
                redis.retryAfter())) {
            limiter.tend();
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(() -> {
                    int passed = 0;
                    for (int n = 0; n < each; n++) {
                        passed += limiter.take("KEY-1", "sms", limits, 1).allowed() ? 1 : 0;
                    }
                    return passed;
                });
            }
            int passed = 0;
            for (Future<Integer> task : threads.invokeAll(tasks)) {
                passed += task.get();
            }
            System.out.println(passed + " " + (limiter.isShared() && limiter.buckets() == 0));
        } finally {
            threads.shutdown();
        }
    }
}
