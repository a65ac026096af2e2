package com.dartwing.tel.hub.voice.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.hub.voice.transcription.TranscriptionProperties.Provider;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both services, played as their documents tell. */
class TranscribersTest {

    private static final byte[] SOUND = "ID3 sound".getBytes(StandardCharsets.UTF_8);

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer service;
    private int status = 200;
    private String answer = "{}";
    private boolean silent;
    private String asked;
    private String authorization;
    private String type;
    private String heard;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            type = exchange.getRequestHeaders().getFirst("Content-Type");
            heard = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (silent) {
                await();
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        over.countDown();
        service.stop(0);
    }

    private TranscriptionProperties properties(Provider provider, String key, String language, Duration timeout) {
        return new TranscriptionProperties(
                provider,
                "http://127.0.0.1:" + service.getAddress().getPort() + "/",
                key,
                "",
                language,
                timeout,
                1_000,
                1_000);
    }

    private Deepgram deepgram(String language) {
        return new Deepgram(properties(Provider.DEEPGRAM, "dg-key", language, Duration.ofSeconds(20)));
    }

    private Whisper whisper(String key) {
        return new Whisper(properties(Provider.WHISPER, key, "de", Duration.ofSeconds(20)));
    }

    @Test
    void deepgram_hears_each_channel() throws IOException {
        answer = "{\"metadata\":{\"request_id\":\"r-1\",\"channels\":2},\"results\":{\"channels\":["
                + "{\"alternatives\":[{\"transcript\":\"Hello, Acme.\",\"confidence\":0.99,\"words\":[]}]},"
                + "{\"alternatives\":[{\"transcript\":\"\",\"confidence\":0.0}]},"
                + "{\"alternatives\":[{\"transcript\":\"Call me back.\",\"confidence\":0.98}]}]}}";

        String text = deepgram("").transcribe(SOUND, "audio/mpeg");

        assertThat(text).isEqualTo("Hello, Acme.\n\nCall me back.");
        assertThat(asked)
                .isEqualTo("POST /v1/listen?model=nova-3&smart_format=true&multichannel=true&detect_language=true");
        assertThat(authorization).isEqualTo("Token dg-key");
        assertThat(type).isEqualTo("audio/mpeg");
        assertThat(heard).isEqualTo("ID3 sound");
    }

    @Test
    void deepgram_is_told_the_language_that_is_known_and_wants_a_key() throws IOException {
        answer = "{\"results\":{\"channels\":[{\"alternatives\":[]}]}}";

        assertThat(deepgram("en-GB").transcribe(SOUND, "audio/wav")).isEmpty();

        assertThat(asked).endsWith("&language=en-GB");
        assertThatThrownBy(() -> new Deepgram(properties(Provider.DEEPGRAM, "", "", Duration.ofSeconds(1))))
                .hasMessageContaining("tel.transcription.api-key");
    }

    @Test
    void whisper_is_given_a_form() throws IOException {
        answer = "{\"text\":\" Hallo, Acme. \"}";

        String text = whisper("sk-key").transcribe(SOUND, "audio/mpeg");

        assertThat(text).isEqualTo("Hallo, Acme.");
        assertThat(asked).isEqualTo("POST /v1/audio/transcriptions");
        assertThat(authorization).isEqualTo("Bearer sk-key");
        String boundary = "--" + type.substring("multipart/form-data; boundary=".length());
        assertThat(heard.split(boundary, -1))
                .containsExactly(
                        "",
                        "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n",
                        "\r\nContent-Disposition: form-data; name=\"response_format\"\r\n\r\njson\r\n",
                        "\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nde\r\n",
                        "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"recording.mp3\"\r\n"
                                + "Content-Type: audio/mpeg\r\n\r\nID3 sound\r\n",
                        "--\r\n");
    }

    @Test
    void a_whisper_of_ones_own_may_want_no_key() throws IOException {
        answer = "{\"text\":\"\"}";

        assertThat(whisper("").transcribe(SOUND, "audio/wav")).isEmpty();

        assertThat(authorization).isNull();
        assertThat(heard).contains("filename=\"recording.wav\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 429, 500, 503})
    void who_is_busy_or_broken_or_does_not_take_our_key_is_asked_again(int refusal) {
        status = refusal;

        assertThatThrownBy(() -> deepgram("").transcribe(SOUND, "audio/mpeg"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(CannotTranscribe.class)
                .hasMessage("HTTP " + refusal);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415})
    void what_a_service_cannot_hear_is_not_asked_again(int refusal) {
        status = refusal;
        answer = "{\"error\":{\"message\":\"Invalid file format.\",\"type\":\"invalid_request_error\"}}";

        assertThatThrownBy(() -> whisper("sk").transcribe(SOUND, "audio/mpeg")).isInstanceOf(CannotTranscribe.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "{\"text\":7}", ""})
    void an_answer_that_is_none_is_asked_for_again(String nothing) {
        answer = nothing;

        assertThatThrownBy(() -> whisper("sk").transcribe(SOUND, "audio/mpeg"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(CannotTranscribe.class);
    }

    @Test
    void who_never_answers_is_not_waited_for() {
        silent = true;
        Transcriber hanging = new Whisper(properties(Provider.WHISPER, "sk", "", Duration.ofMillis(200)));

        assertThatThrownBy(() -> hanging.transcribe(SOUND, "audio/mpeg"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(CannotTranscribe.class);
    }
}
