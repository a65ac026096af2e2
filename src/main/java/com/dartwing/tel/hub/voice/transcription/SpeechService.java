package com.dartwing.tel.hub.voice.transcription;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What calls of such services over HTTP have in common: a bounded time, a bounded answer, and what its status means. */
final class SpeechService {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 16 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Duration timeout;

    /** @param timeout for the whole of a call */
    SpeechService(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * What the service answers.
     *
     * @param authorization or null
     * @throws CannotTranscribe when it has refused it for good
     * @throws IOException when another try may help
     */
    JsonNode post(String url, String authorization, String type, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(timeout)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var answer = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(SpeechService::read);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).json();
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout, e);
        } catch (ExecutionException e) {
            // Not its words alone: its cause says whether anybody was there.
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            answer.cancel(true);
        }
    }

    private record Said(int status, byte[] body) {

        JsonNode json() throws IOException {
            if (status == 401 || status == 403 || status == 402 || status == 408 || status == 429 || status >= 500) {
                // Busy, broken, or our account: what it says may repeat what it heard.
                throw new IOException("HTTP " + status);
            }
            if (status != 200) {
                throw new CannotTranscribe("HTTP " + status);
            }
            if (body.length > LONGEST_ANSWER) {
                throw new CannotTranscribe("its answer is longer than " + LONGEST_ANSWER + " bytes");
            }
            try {
                return Json.read(new String(body, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new IOException("its answer is no JSON");
            }
        }
    }

    private static Said read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new Said(response.statusCode(), body.readNBytes(LONGEST_ANSWER + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
