package com.dartwing.tel.hub.ops.health;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Asks a hub over HTTP, and waits for no answer longer than it was told to. */
final class HubClient {

    /** What a hub answered, and after how many milliseconds. */
    record Answer(int status, String body, double latencyMs) {

        boolean isOk() {
            return status == 200;
        }

        /** The {@code message} of the answer; a missing node when it has none. */
        JsonNode message() {
            try {
                return Json.read(body).path("message");
            } catch (IllegalArgumentException e) {
                return Json.tree(Map.of()).path("message");
            }
        }

        /** Why it is no good answer, in words. */
        String why() {
            try {
                String said = Json.read(body).path("_error_message").asText("");
                return "HTTP " + status + (said.isEmpty() ? "" : ": " + said);
            } catch (IllegalArgumentException e) {
                return "HTTP " + status;
            }
        }
    }

    /** A hub that gave no answer. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final String url;
    private final Duration timeout;
    private final String login;
    private final HttpClient http;

    /** @param login {@code name:password} of a person; null for nobody */
    HubClient(String url, Duration timeout, String login) {
        this.url = url.replaceAll("/+$", "");
        this.timeout = timeout;
        this.login = login;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    boolean hasLogin() {
        return login != null;
    }

    /** Asks as nobody. */
    Answer ask(String path) throws NoAnswer {
        return send(request(path));
    }

    /** Asks as the person. */
    Answer askAsPerson(String path) throws NoAnswer {
        String pair = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return send(request(path).header("Authorization", "Basic " + pair));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(timeout).GET();
    }

    private Answer send(HttpRequest.Builder request) throws NoAnswer {
        long started = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            double millis = Math.round((System.nanoTime() - started) / 100_000.0) / 10.0;
            return new Answer(response.statusCode(), response.body(), millis);
        } catch (HttpTimeoutException e) {
            throw new NoAnswer("no answer within " + timeout.toSeconds() + " s", e);
        } catch (ConnectException e) {
            throw new NoAnswer("nothing listens at " + url, e);
        } catch (IOException e) {
            throw new NoAnswer("the connection broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("interrupted", e);
        }
    }
}
