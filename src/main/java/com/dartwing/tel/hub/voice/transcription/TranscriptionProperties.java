package com.dartwing.tel.hub.voice.transcription;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of how recordings become text, {@code tel.transcription.*}.
 *
 * @param provider who transcribes; nobody, by default
 * @param url the service's base URL; blank: its public one
 * @param apiKey ours; a Whisper of one's own may want none
 * @param model as the service calls it; blank: its usual one
 * @param language of what is said, as {@code en}; blank: the service finds out
 * @param timeout for one recording
 * @param mostBytes the largest that the service is given
 * @param mostCharacters of a text that are kept
 */
@ConfigurationProperties("tel.transcription")
public record TranscriptionProperties(
        @DefaultValue("none") Provider provider,
        @DefaultValue("") String url,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String model,
        @DefaultValue("") String language,
        @DefaultValue("2m") Duration timeout,
        @DefaultValue("26214400") int mostBytes,
        @DefaultValue("200000") int mostCharacters) {

    /** Who may transcribe. */
    public enum Provider {
        NONE,
        DEEPGRAM,
        WHISPER
    }

    String urlOr(String otherwise) {
        return url.isBlank() ? otherwise : url.replaceFirst("/+$", "");
    }

    String modelOr(String otherwise) {
        return model.isBlank() ? otherwise : model;
    }

    @Override
    public String toString() {
        return "TranscriptionProperties[provider=" + provider + ", url=" + url + "]";
    }
}
