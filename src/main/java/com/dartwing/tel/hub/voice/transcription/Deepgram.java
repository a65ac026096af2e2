package com.dartwing.tel.hub.voice.transcription;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Deepgram's API for sound that is recorded: {@code POST /v1/listen}, the sound as the body. Each channel of a recording
 * that keeps the two sides apart is heard by itself.
 */
final class Deepgram implements Transcriber {

    private final TranscriptionProperties properties;
    private final SpeechService service;

    Deepgram(TranscriptionProperties properties) {
        if (properties.apiKey().isBlank()) {
            throw new IllegalStateException("tel.transcription.api-key is missing: Deepgram wants one");
        }
        this.properties = properties;
        this.service = new SpeechService(properties.timeout());
    }

    @Override
    public String name() {
        return "Deepgram";
    }

    @Override
    public String transcribe(byte[] sound, String type) throws IOException {
        String language = properties.language().isBlank()
                ? "detect_language=true"
                : "language=" + URLEncoder.encode(properties.language(), StandardCharsets.UTF_8);
        String url = properties.urlOr("https://api.deepgram.com") + "/v1/listen?model="
                + URLEncoder.encode(properties.modelOr("nova-3"), StandardCharsets.UTF_8)
                + "&smart_format=true&multichannel=true&" + language;
        JsonNode channels =
                service.post(url, "Token " + properties.apiKey(), type, sound).at("/results/channels");
        if (!channels.isArray()) {
            throw new IOException("its answer tells of no channels");
        }
        List<String> said = new ArrayList<>();
        for (JsonNode channel : channels) {
            String transcript =
                    channel.at("/alternatives/0/transcript").asText().strip();
            if (!transcript.isEmpty()) {
                said.add(transcript);
            }
        }
        return String.join("\n\n", said);
    }
}
