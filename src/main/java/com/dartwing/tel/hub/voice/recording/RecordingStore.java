package com.dartwing.tel.hub.voice.recording;

import java.io.IOException;
import java.io.InputStream;

/** Where the sound of recordings is kept, sealed with the key of the organisation that each belongs to. */
public interface RecordingStore {

    /** Writes a recording, in place of what a try before may have left. */
    void write(String recording, String organization, byte[] sound) throws IOException;

    /** A stretch of a recording; that it is gone shows when it is read. */
    InputStream open(String recording, String organization, int from, int length);

    void delete(String recording);

    /** Deletes the sound of all recordings that are not there any more. */
    void sweep();
}
