package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.crypto.Sha256;

/** How endpoints and deliveries are named. */
final class Endpoints {

    private static final int DIGITS = 32;
    private static final int SHORT = 12;

    private Endpoints() {}

    /**
     * An endpoint is its owner's URL without the query, where consumers like to put the record's id: what hangs, hangs
     * for all of them.
     *
     * @param owner the name of a key or of a webhook configuration
     */
    static String id(String owner, String url) {
        int query = url.indexOf('?');
        return Sha256.hex(owner + " " + (query < 0 ? url : url.substring(0, query)))
                .substring(0, DIGITS);
    }

    /** The same for the same event and URL, so that an event that comes twice is delivered once. */
    static String delivery(String eventId, String url) {
        return eventId + "." + Sha256.hex(url).substring(0, SHORT);
    }
}
