package com.dartwing.tel.hub.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.limits.Decision;
import com.dartwing.tel.limits.OperationLimits;
import com.dartwing.tel.limits.RateLimiter;
import com.dartwing.tel.system.RedisProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits that several processes keep together in a real Redis. */
class SharedLimitsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static RedisProcess redis;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static SharedRateLimiter limiter(int nodes) {
        RedisProperties properties = new RedisProperties(redis.url(), Duration.ofSeconds(10), Duration.ofMillis(200));
        SharedRateLimiter limiter = new SharedRateLimiter(
                new RedisBuckets(properties),
                new RateLimiter(Clock.systemUTC()),
                () -> nodes,
                Clock.systemUTC(),
                properties.retryAfter());
        limiter.tend();
        return limiter;
    }

    private static int passed(SharedRateLimiter limiter, String key, OperationLimits limits, int requests) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            passed += limiter.take(key, "sms", limits, 1).allowed() ? 1 : 0;
        }
        return passed;
    }

    private static Process process(int requests, int perDay) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        LimiterProcess.class.getName(),
                        redis.url(),
                        String.valueOf(requests),
                        String.valueOf(perDay))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Of the classes that the process needs: however this test was started. */
    private static String classPath() {
        List<String> places = new ArrayList<>();
        for (Class<?> needed : List.of(
                LimiterProcess.class,
                SharedRateLimiter.class,
                RateLimiter.class,
                io.github.bucket4j.Bucket.class,
                io.lettuce.core.RedisClient.class,
                io.netty.channel.Channel.class,
                io.netty.util.Timer.class,
                io.netty.buffer.ByteBuf.class,
                io.netty.handler.ssl.SslHandler.class,
                io.netty.handler.codec.MessageToByteEncoder.class,
                io.netty.resolver.AddressResolver.class,
                io.netty.channel.unix.Unix.class,
                reactor.core.publisher.Mono.class,
                org.reactivestreams.Publisher.class,
                org.slf4j.Logger.class)) {
            places.add(Path.of(java.net.URI.create(needed.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString());
        }
        return String.join(java.io.File.pathSeparator, places);
    }

    @Test
    void ten_thousand_requests_over_three_processes_pass_exactly_the_limit() throws Exception {
        int perDay = 4_000;
        long started = System.nanoTime();
        List<Process> processes = List.of(process(3_336, perDay), process(3_336, perDay), process(3_336, perDay));

        int passed = 0;
        for (Process process : processes) {
            String[] said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ");
            assertThat(said).as("what the process says").hasSize(2);
            assertThat(said[1]).as("counted by Redis alone").isEqualTo("true");
            passed += Integer.parseInt(said[0]);
        }

        // What a day's bucket gets back meanwhile: one in 21.6 s.
        long refilled = (System.nanoTime() - started) / 1_000_000_000L * perDay / 86_400;
        assertThat(passed).isBetween(perDay, (int) (perDay + refilled));
    }

    @Test
    void all_of_the_limits_are_taken_or_none() {
        try (SharedRateLimiter limiter = limiter(1)) {
            OperationLimits limits = new OperationLimits(null, 5, 100);

            assertThat(passed(limiter, "both", limits, 5)).isEqualTo(5);
            Decision refused = limiter.take("both", "sms", limits, 1);

            assertThat(refused.allowed()).isFalse();
            assertThat(refused.quota().orElseThrow().limit()).isEqualTo(5);
            assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(12));
            Decision day = limiter.takeOfDay("both", "sms", limits, 90);
            assertThat(day.allowed()).isTrue();
            assertThat(day.quota().orElseThrow().remaining()).isEqualTo(5);
            assertThat(limiter.takeOfDay("both", "sms", limits, 6).allowed()).isFalse();
            assertThat(limiter.look("both", "sms", limits).allowed()).isFalse();
        }
    }

    @Test
    void another_limit_keeps_the_share_that_is_used() {
        try (SharedRateLimiter limiter = limiter(1)) {
            assertThat(passed(limiter, "changed", new OperationLimits(null, null, 100), 50))
                    .isEqualTo(50);

            assertThat(passed(limiter, "changed", new OperationLimits(null, null, 10), 10))
                    .isEqualTo(5);
        }
    }

    @Test
    void more_than_a_limit_holds_is_refused_and_takes_nothing() {
        try (SharedRateLimiter limiter = limiter(1)) {
            OperationLimits limits = new OperationLimits(null, null, 10);

            assertThat(limiter.take("large", "sms", limits, 11).retryAfter()).isEqualTo(Duration.ofDays(1));

            assertThat(passed(limiter, "large", limits, 12)).isEqualTo(10);
        }
    }

    @Test
    void without_redis_each_node_keeps_its_share_and_comes_back() {
        OperationLimits limits = new OperationLimits(null, null, 40);
        try (SharedRateLimiter limiter = limiter(4)) {
            redis.kill9();
            try {
                assertThat(passed(limiter, "gone", limits, 40)).isEqualTo(10);
                assertThat(limiter.isShared()).isFalse();
            } finally {
                redis.restart();
            }

            await().atMost(SOON).until(() -> {
                limiter.tend();
                return limiter.isShared();
            });
            assertThat(passed(limiter, "back", limits, 50)).isEqualTo(40);
        }
    }

    @Test
    void a_redis_that_was_not_there_at_first_is_found_later() {
        redis.kill9();
        try (SharedRateLimiter limiter = limiter(1)) {
            assertThat(passed(limiter, "later", new OperationLimits(null, null, 10), 11))
                    .isEqualTo(10);
            redis.restart();

            await().atMost(SOON).until(() -> {
                limiter.tend();
                return limiter.isShared()
                        && limiter.look("later", "sms", new OperationLimits(null, null, 10))
                                .allowed();
            });
        }
    }
}
