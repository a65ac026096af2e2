package com.dartwing.tel.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The installed Kannel, bound to a hub as one of its partners: {@code bearerbox} with a spool on disk, and {@code smsbox},
 * which takes messages over HTTP. Both listen on loopback alone, and end with this object.
 */
final class Kannel implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final int STOP_SECONDS = 15;
    private static final String CONFIGURATION =
            """
            group = core
            admin-port = %1$d
            admin-interface = 127.0.0.1
            admin-password = admin
            smsbox-port = %2$d
            smsbox-interface = 127.0.0.1
            store-type = spool
            store-location = %4$s/store
            dlr-storage = internal

            group = smsc
            smsc = smpp
            smsc-id = hub
            host = 127.0.0.1
            port = %5$d
            transceiver-mode = true
            smsc-username = %6$s
            smsc-password = %7$s
            system-type = ""
            source-addr-ton = 1
            source-addr-npi = 1
            dest-addr-ton = 1
            dest-addr-npi = 1
            max-pending-submits = %8$d
            reconnect-delay = 1

            group = smsbox
            bearerbox-host = 127.0.0.1
            bearerbox-port = %2$d
            sendsms-port = %3$d
            sendsms-interface = 127.0.0.1

            group = sendsms-user
            username = tester
            password = tester
            max-messages = 10
            concatenation = true
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder = Children.temporaryDirectory("kannel");
    private final int admin = Children.freePort();
    private final int sendSms = Children.freePort();
    private Process bearerBox;
    private Process smsBox;

    /** @param window how many messages it has unanswered at most */
    static Kannel boundTo(int port, String systemId, String password, int window) {
        Kannel kannel = new Kannel();
        try {
            kannel.start(port, systemId, password, window);
            return kannel;
        } catch (RuntimeException | Error e) {
            kannel.close();
            throw e;
        }
    }

    private void start(int port, String systemId, String password, int window) {
        int boxes = Children.freePort();
        Path configuration = folder.resolve("kannel.conf");
        try {
            Files.createDirectories(folder.resolve("store"));
            Files.writeString(
                    configuration,
                    CONFIGURATION.formatted(admin, boxes, sendSms, folder, port, systemId, password, window));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bearerBox = run("bearerbox", configuration);
        await().atMost(READY_WITHIN).until(() -> listens(boxes));
        smsBox = run("smsbox", configuration);
        await().atMost(READY_WITHIN).until(() -> listens(sendSms));
        await().atMost(READY_WITHIN).until(() -> asked("http://127.0.0.1:" + admin + "/status.txt?password=admin")
                .body()
                .contains("(online"));
    }

    private Process run(String box, Path configuration) {
        return Children.start(new ProcessBuilder("/usr/sbin/" + box, "-v", "2", configuration.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(box + ".log").toFile()));
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> asked(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Sends a message, whose fate is to be told.
     *
     * @param isUnicode whether it goes as UCS-2, else in the default alphabet
     * @param told the URL that is called when it is delivered or will not be
     * @return the HTTP status; 202 when Kannel has it
     */
    CompletableFuture<Integer> send(String from, String to, String text, boolean isUnicode, String told) {
        String url = "http://127.0.0.1:" + sendSms + "/cgi-bin/sendsms?username=tester&password=tester&charset=UTF-8"
                + "&coding=" + (isUnicode ? 2 : 0) + "&from=" + encoded(from) + "&to=" + encoded(to) + "&text="
                + encoded(text) + "&dlr-mask=19&dlr-url=" + encoded(told);
        return http.sendAsync(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What its boxes have written last. */
    String logs() {
        return Children.tail(folder.resolve("bearerbox.log"), 60)
                + "\n"
                + Children.tail(folder.resolve("smsbox.log"), 20);
    }

    @Override
    public void close() {
        if (smsBox != null) {
            Children.stop(smsBox, STOP_SECONDS);
        }
        if (bearerBox != null) {
            Children.stop(bearerBox, STOP_SECONDS);
        }
        Children.delete(folder);
    }
}
