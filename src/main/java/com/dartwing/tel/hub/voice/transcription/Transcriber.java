package com.dartwing.tel.hub.voice.transcription;

import java.io.IOException;

/** Who hears a recording and writes down what is said in it. */
public interface Transcriber {

    /** As it is told with what it wrote (seed, section 3.2.6: {@code transcription_provider}). */
    String name();

    /**
     * What is said in a recording; nothing is an empty text.
     *
     * @param type its media type
     * @throws CannotTranscribe when another try would not help
     * @throws IOException when it might
     */
    String transcribe(byte[] sound, String type) throws IOException;
}
