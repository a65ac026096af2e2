package com.dartwing.tel.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that tests have started. What is still alive when this JVM ends is killed, each by its own handle. */
final class Children {
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "kill-children"));
    }

    private Children() {}

    static Process start(ProcessBuilder command) {
        try {
            var process = command.start();
            ALIVE.add(process);
            process.onExit().thenAccept(ALIVE::remove);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command.command()), e);
        }
    }

    /** SIGKILL: no shutdown hook runs and nothing is flushed. */
    static void kill9(Process process) {
        process.destroyForcibly();
        if (!ended(process, 30)) {
            throw new IllegalStateException("Process " + process.pid() + " survived SIGKILL for 30 s");
        }
    }

    /** @param name without its {@code SIG} */
    static void signal(Process process, String name) {
        Process kill = start(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())));
        if (!ended(kill, 10) || kill.exitValue() != 0) {
            throw new IllegalStateException("Process " + process.pid() + " cannot be sent SIG" + name);
        }
    }

    /**
     * SIGTERM, then SIGKILL for one that does not end in time.
     *
     * @return whether it ended by itself
     */
    static boolean stop(Process process, int seconds) {
        process.destroy();
        if (ended(process, seconds)) {
            return true;
        }
        kill9(process);
        return false;
    }

    private static boolean ended(Process process, int seconds) {
        try {
            return process.waitFor(seconds, SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while process " + process.pid() + " was ending", e);
        }
    }

    /** A loopback port that was free a moment ago. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory that only we may read, as POSIX systems create it. */
    static Path temporaryDirectory(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory that is gone already is as good. */
    static void delete(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole text of a log, even when its last character is half written. */
    static String text(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String tail(Path file, int lines) {
        var all = text(file).lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }
}
