package com.dartwing.tel.hub.limits;

import com.dartwing.tel.limits.OperationLimits;
import com.dartwing.tel.limits.WindowState;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Token buckets in Redis: one script, one round trip, and Redis' own clock, so that the nodes' clocks need not agree. */
final class RedisBuckets implements AutoCloseable {

    /** Redis did not answer in time, or is not there. */
    static final class Gone extends Exception {
        Gone(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What is taken. */
    enum Mode {
        LOOK,
        TAKE_OF_DAY,
        TAKE
    }

    private static final String SCRIPT = script();
    private static final String PREFIX = "tel:limit:";
    private static final int VALUES = 4;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    private final RedisClient client;
    private final RedisURI uri;
    private final Duration timeout;
    private final String digest;
    private final ClientResources resources;
    private volatile StatefulRedisConnection<String, String> connection;

    RedisBuckets(RedisProperties properties) {
        this.uri = RedisURI.create(properties.url());
        this.uri.setTimeout(CONNECT_WITHIN);
        this.timeout = properties.timeout();
        this.resources = DefaultClientResources.builder()
                .reconnectDelay(Delay.constant(properties.retryAfter()))
                .build();
        this.client = RedisClient.create(resources);
        // A command is refused at once while there is no connection: nobody waits for what will not come.
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_WITHIN).build())
                .build());
        this.digest = Base16.digest(SCRIPT.getBytes(StandardCharsets.UTF_8));
    }

    /** Connects when it is not connected yet; an older connection comes back by itself. */
    synchronized void connect() {
        if (connection == null) {
            connection = client.connect(uri);
        }
    }

    private RedisAsyncCommands<String, String> commands() throws Gone {
        StatefulRedisConnection<String, String> current = connection;
        if (current == null) {
            throw new Gone("not connected", null);
        }
        return current.async();
    }

    /** The buckets that were asked, as they were met. */
    List<WindowState> take(String key, String operation, OperationLimits limits, int permits, Mode mode) throws Gone {
        String[] keys = {PREFIX + key + ":" + operation};
        String[] values = {
            String.valueOf(mode.ordinal()),
            String.valueOf(permits),
            limit(limits.perSecond()),
            micros(Duration.ofSeconds(1)),
            limit(limits.perMinute()),
            micros(Duration.ofMinutes(1)),
            limit(limits.perDay()),
            micros(Duration.ofDays(1))
        };
        RedisAsyncCommands<String, String> redis = commands();
        List<Long> answer;
        try {
            answer = await(redis.evalsha(digest, ScriptOutputType.MULTI, keys, values));
        } catch (RedisNoScriptException e) {
            // A Redis that has started anew knows no scripts.
            answer = await(redis.eval(SCRIPT, ScriptOutputType.MULTI, keys, values));
        }
        List<WindowState> windows = new ArrayList<>(3);
        for (int i = 0; i < answer.size(); i += VALUES) {
            windows.add(new WindowState(
                    answer.get(i),
                    answer.get(i + 1),
                    Duration.ofNanos(answer.get(i + 2) * 1_000),
                    Duration.ofNanos(answer.get(i + 3) * 1_000)));
        }
        return windows;
    }

    /** Whether it answers. */
    void ping() throws Gone {
        await(commands().ping());
    }

    private <T> T await(CompletionStage<T> asked) throws Gone {
        try {
            return asked.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Gone("no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisNoScriptException absent) {
                throw absent;
            }
            throw new Gone(String.valueOf(e.getCause().getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Gone("interrupted", e);
        }
    }

    private static String limit(Integer limit) {
        return limit == null ? "0" : limit.toString();
    }

    private static String micros(Duration period) {
        return String.valueOf(period.toNanos() / 1_000);
    }

    private static String script() {
        try (InputStream file = RedisBuckets.class.getResourceAsStream("/limits/take.lua")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CONNECT_WITHIN);
        resources.shutdown(0, CONNECT_WITHIN.toSeconds(), TimeUnit.SECONDS);
    }
}
