package com.dartwing.tel.hub.voice.transcription;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** OpenAI's API of Whisper, and whatever is compatible with it: {@code POST /v1/audio/transcriptions}, a form. */
final class Whisper implements Transcriber {

    private final TranscriptionProperties properties;
    private final SpeechService service;

    Whisper(TranscriptionProperties properties) {
        this.properties = properties;
        this.service = new SpeechService(properties.timeout());
    }

    @Override
    public String name() {
        return "Whisper";
    }

    @Override
    public String transcribe(byte[] sound, String type) throws IOException {
        String boundary = "hub-" + UUID.randomUUID();
        JsonNode text = service.post(
                        properties.urlOr("https://api.openai.com") + "/v1/audio/transcriptions",
                        properties.apiKey().isBlank() ? null : "Bearer " + properties.apiKey(),
                        "multipart/form-data; boundary=" + boundary,
                        form(boundary, sound, type))
                .path("text");
        if (!text.isTextual()) {
            throw new IOException("its answer tells no text");
        }
        return text.asText().strip();
    }

    /** RFC 7578. */
    private byte[] form(String boundary, byte[] sound, String type) {
        ByteArrayOutputStream form = new ByteArrayOutputStream(sound.length + 1_024);
        field(form, boundary, "model", properties.modelOr("whisper-1"));
        field(form, boundary, "response_format", "json");
        if (!properties.language().isBlank()) {
            field(form, boundary, "language", properties.language());
        }
        // What it is, it reads from the ending of the name.
        String ending = type.equals("audio/wav") ? "wav" : "mp3";
        text(
                form,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"recording." + ending
                        + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        form.writeBytes(sound);
        text(form, "\r\n--" + boundary + "--\r\n");
        return form.toByteArray();
    }

    private static void field(ByteArrayOutputStream form, String boundary, String name, String value) {
        text(
                form,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    private static void text(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
