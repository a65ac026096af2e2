package com.dartwing.tel.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The Socket.IO client of npm, in a process of its own. */
final class SocketClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "listen.mjs");
    private static final int INSTALL_SECONDS = 120;
    private static Path installed;

    private final BlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
    private final List<JsonNode> before = new ArrayList<>();
    private final Process process;
    private final PrintWriter orders;

    /**
     * @param transport {@code websocket} or {@code polling}
     * @param auth the auth payload as JSON, or empty for none
     */
    SocketClient(int port, String transport, String auth) {
        Path folder = install();
        process = Children.start(new ProcessBuilder("node", "listen.mjs", "http://127.0.0.1:" + port, transport, auth)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        orders = new PrintWriter(process.getOutputStream(), true, UTF_8);
        Thread reader = new Thread(this::read, "socket-client");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            // It has been stopped.
        }
    }

    /** The next thing of this kind that happens; others are dropped. */
    JsonNode hear(String kind) throws InterruptedException {
        while (true) {
            JsonNode next = said.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no " + kind + " within 30 s, but " + before);
            }
            before.add(next);
            if (next.get(0).asText().equals(kind)) {
                return next;
            }
        }
    }

    /** Emits, and answers what was acknowledged. */
    JsonNode ask(String event, String doctype, String document) throws InterruptedException {
        orders.println(order(event, doctype, document));
        return hear("answer").get(1);
    }

    private static String order(String event, String doctype, String document) {
        try {
            return JSON.writeValueAsString(List.of(event, java.util.Map.of("doctype", doctype, "document", document)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once per test run, from the committed lock file. */
    private static synchronized Path install() {
        if (installed == null) {
            Path root = Path.of(System.getProperty("hub.root", ".."))
                    .toAbsolutePath()
                    .normalize();
            Path folder = root.resolve("test-routes/target/node");
            try {
                Files.createDirectories(folder);
                for (String file : FILES) {
                    Files.copy(
                            root.resolve("test-routes/src/test/node").resolve(file),
                            folder.resolve(file),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Process npm = Children.start(
                    new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("npm.log").toFile()));
            try {
                if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || npm.exitValue() != 0) {
                    throw new AssertionError("npm ci failed: " + Children.text(folder.resolve("npm.log")));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            installed = folder;
        }
        return installed;
    }

    @Override
    public void close() {
        Children.kill9(process);
    }
}
