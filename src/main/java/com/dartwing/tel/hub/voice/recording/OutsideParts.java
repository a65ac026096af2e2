package com.dartwing.tel.hub.voice.recording;

import java.io.IOException;

/** Where sealed parts of recordings lie that the database does not hold; it knows of each before it is written there. */
interface OutsideParts {

    /** Writes a part, in place of what a try before may have left. */
    void put(String recording, int place, byte[] sealed) throws IOException;

    /** @throws IOException when it is not there */
    byte[] get(String recording, int place) throws IOException;

    /** Deletes a part; one that is not there is deleted. */
    void delete(String recording, int place) throws IOException;
}
