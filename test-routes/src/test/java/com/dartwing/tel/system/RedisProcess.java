package com.dartwing.tel.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** A private Redis of the installed binary, in memory alone, on a free port of 127.0.0.1. */
public final class RedisProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final int STOP_SECONDS = 20;

    private final int port = Children.freePort();
    private Process process;

    private RedisProcess() {}

    /** Starts a server and waits until it takes connections. */
    public static RedisProcess start() {
        var redis = new RedisProcess();
        redis.run();
        return redis;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** SIGKILL; what it held is gone. */
    public void kill9() {
        Children.kill9(process);
    }

    /** Starts it again, empty, on the same port. */
    public void restart() {
        run();
    }

    private void run() {
        process = Children.start(new ProcessBuilder(
                        "redis-server",
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--dir",
                        System.getProperty("java.io.tmpdir"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        await().atMost(READY_WITHIN).pollInterval(Duration.ofMillis(50)).until(this::listens);
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        Children.stop(process, STOP_SECONDS);
    }
}
