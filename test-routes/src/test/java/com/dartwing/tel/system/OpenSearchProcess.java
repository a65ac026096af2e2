package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A private OpenSearch node on a free port of 127.0.0.1; nothing of it is left after {@link #close()}. */
public final class OpenSearchProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final int STOP_SECONDS = 30;

    private final Path directory = Children.temporaryDirectory("hub-opensearch");
    private final int port = Children.freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    public static OpenSearchProcess start() {
        OpenSearchProcess node = new OpenSearchProcess();
        node.run();
        return node;
    }

    /** Starts it, also again after {@link #kill9()} with the data that it had. */
    public void run() {
        process = Children.start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        // Another of the two that are on this class path is for the hub.
                        "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.core.impl.Log4jContextFactory",
                        "-cp",
                        classPath(),
                        OpenSearchNode.class.getName(),
                        String.valueOf(port),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("node.log").toFile()));
        await().atMost(READY_WITHIN).ignoreExceptions().untilAsserted(() -> {
            assertThat(process.isAlive()).isTrue();
            assertThat(ask("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s"))
                    .contains("\"timed_out\":false");
        });
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    String ask(String method, String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url() + path))
                                .timeout(Duration.ofSeconds(10))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** SIGKILL; its data stay for {@link #run()}. */
    public void kill9() {
        Children.kill9(process);
    }

    @Override
    public void close() {
        Children.stop(process, STOP_SECONDS);
        Children.delete(directory);
    }

    /** That of this test, however it was started. */
    private static String classPath() {
        if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }
}
