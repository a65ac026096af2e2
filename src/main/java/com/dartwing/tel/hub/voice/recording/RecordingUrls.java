package com.dartwing.tel.hub.voice.recording;

import com.dartwing.tel.hub.vault.SignedUrls;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Signed URLs of recordings, each for a while. */
@Component
public class RecordingUrls {

    /** Where recordings are served. */
    static final String FOLDER = "recordings";

    private final SignedUrls urls;
    private final RecordingProperties properties;
    private final Clock clock;

    RecordingUrls(SignedUrls urls, RecordingProperties properties, Clock clock) {
        this.urls = urls;
        this.properties = properties;
        this.clock = clock;
    }

    /** One that holds from now on. */
    public String of(String recording) {
        return urls.of(FOLDER, recording, clock.instant().plus(properties.urlValidFor()));
    }

    /** Whether a URL of ours says so, and still holds; each part may be null. */
    boolean holds(String recording, String expires, String signature) {
        return urls.holds(FOLDER, recording, expires, signature);
    }
}
