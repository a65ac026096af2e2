package com.dartwing.tel.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * A private RabbitMQ server of the installed binaries, on free ports of 127.0.0.1, with one user whose password is made
 * up at the first start. Nothing outside its temporary directory is read or written; {@link #close()} removes it.
 */
public final class RabbitMqProcess implements AutoCloseable {
    /** Debian's wrappers in sbin change the user; these are the programs themselves. */
    private static final Path PROGRAMS = Path.of("/usr/lib/rabbitmq/bin");

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final int STOP_SECONDS = 60;
    private static final String USER = "hub";

    private final Path directory = Children.temporaryDirectory("hub-rabbitmq");
    private final int port = Children.freePort();
    private final int distributionPort = Children.freePort();
    private final int mapperPort = Children.freePort();
    private final String password = randomPassword();
    private final List<String> settings;
    private Process process;

    private RabbitMqProcess(List<String> settings) {
        this.settings = settings;
    }

    /**
     * Starts a server and waits until it takes connections.
     *
     * @param settings lines of {@code rabbitmq.conf}, beyond what makes it private
     * @throws IllegalStateException if RabbitMQ is not installed
     * @throws AssertionError with the end of its log, if it ends or is not ready within two minutes
     */
    public static RabbitMqProcess start(String... settings) {
        if (!Files.isExecutable(PROGRAMS.resolve("rabbitmq-server"))) {
            throw new IllegalStateException(
                    "RabbitMQ is not installed (Debian, Ubuntu: apt-get install rabbitmq-server)");
        }
        var server = new RabbitMqProcess(List.of(settings));
        try {
            server.configure();
            server.run();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** {@code amqp://user:password@127.0.0.1:port}. */
    public String url() {
        return "amqp://" + USER + ":" + password + "@127.0.0.1:" + port;
    }

    /** The arguments with which a hub uses this broker. */
    public String[] hubArguments() {
        return new String[] {"--spring.rabbitmq.addresses=" + url()};
    }

    public String logs() {
        return Children.text(directory.resolve("output.log"));
    }

    /** What {@code rabbitmqctl} prints. */
    public String ctl(String... arguments) {
        var output = directory.resolve("ctl.log");
        var command = new ArrayList<>(List.of(PROGRAMS.resolve("rabbitmqctl").toString(), "-q"));
        command.addAll(Arrays.asList(arguments));
        var ctl = Children.start(ours(command).redirectOutput(output.toFile()));
        try {
            if (!ctl.waitFor(STOP_SECONDS, TimeUnit.SECONDS) || ctl.exitValue() != 0) {
                Children.kill9(ctl);
                throw new AssertionError("rabbitmqctl " + arguments[0] + " failed:\n" + Children.text(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Children.text(output);
    }

    /**
     * SIGKILL, as a power cut is; returns when the server is gone. Queues that are known by now are known afterwards:
     * RabbitMQ itself writes the names of those of the quorum kind down every three minutes only.
     */
    public void kill9() {
        ctl("eval", "[dets:sync(Table) || Table <- dets:all()].");
        // The launcher waits for the machine that it has started: both end.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        Children.kill9(process);
    }

    /** An orderly shutdown; the data stay for {@link #restart()}. */
    public void stop() {
        if (!Children.stop(process, STOP_SECONDS)) {
            throw new AssertionError("RabbitMQ did not stop within " + STOP_SECONDS + " s:\n" + tail());
        }
    }

    /** Starts the server again after {@link #kill9()} or {@link #stop()}: same ports, data and password. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("RabbitMQ is running, pid " + process.pid());
        }
        run();
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            Children.stop(process, STOP_SECONDS);
            stopMapper();
        }
        Children.delete(directory);
    }

    /** Erlang's port mapper outlives the server that has started it. */
    private void stopMapper() {
        var mapper = Children.start(ours(List.of("epmd", "-port", String.valueOf(mapperPort), "-kill"))
                .redirectErrorStream(true));
        try {
            mapper.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void configure() {
        var lines = new ArrayList<>(List.of(
                "default_user = " + USER,
                "default_pass = " + password,
                "vm_memory_high_watermark.absolute = 512MB",
                "disk_free_limit.absolute = 50MB"));
        lines.addAll(settings);
        try {
            Files.write(directory.resolve("rabbitmq.conf"), lines);
            Files.writeString(directory.resolve("enabled_plugins"), "[].\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        var output = directory.resolve("output.log").toFile();
        process =
                Children.start(ours(List.of(PROGRAMS.resolve("rabbitmq-server").toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output)));
        try {
            await().atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("rabbitmq-server has ended", () -> !process.isAlive())
                    .until(this::isReady);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            var state = process.isAlive() ? "is not ready" : "ended with status " + process.exitValue();
            throw new AssertionError("RabbitMQ " + state + ":\n" + tail(), e);
        }
    }

    /** It listens last of all, once its queues are there. */
    private boolean isReady() {
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private ProcessBuilder ours(List<String> command) {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("HOME", directory.toString()), // a cookie of its own
                        Map.entry("LANG", "C.UTF-8"),
                        Map.entry("RABBITMQ_NODENAME", "hub" + port + "@localhost"),
                        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                        Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
                        Map.entry("RABBITMQ_DIST_PORT", String.valueOf(distributionPort)),
                        Map.entry(
                                "RABBITMQ_MNESIA_BASE",
                                directory.resolve("mnesia").toString()),
                        Map.entry("RABBITMQ_LOG_BASE", directory.resolve("log").toString()),
                        Map.entry(
                                "RABBITMQ_CONFIG_FILE",
                                directory.resolve("rabbitmq.conf").toString()),
                        Map.entry(
                                "RABBITMQ_ENABLED_PLUGINS_FILE",
                                directory.resolve("enabled_plugins").toString()),
                        Map.entry("RABBITMQ_PID_FILE", directory.resolve("pid").toString()),
                        Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                        Map.entry("ERL_EPMD_PORT", String.valueOf(mapperPort))));
        return builder;
    }

    private String tail() {
        return Children.tail(directory.resolve("output.log"), 60);
    }

    private static String randomPassword() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
