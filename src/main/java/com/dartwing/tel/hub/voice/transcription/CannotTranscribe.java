package com.dartwing.tel.hub.voice.transcription;

import java.io.IOException;

/** A recording is not transcribed whenever it is tried: it is too large, or of a kind that the service does not hear. */
final class CannotTranscribe extends IOException {

    private static final long serialVersionUID = 1L;

    CannotTranscribe(String message) {
        super(message);
    }
}
