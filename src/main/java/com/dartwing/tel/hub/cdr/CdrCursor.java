package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.error.TelException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Where a page of records ends, newest first; opaque to callers. */
record CdrCursor(Instant initiatedAt, String recordId) {

    private static final int LONGEST = 200;

    /** @throws TelException.InvalidRequest when it is none of ours */
    static CdrCursor of(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            String plain = text.length() > LONGEST
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int gap = plain.indexOf(' ');
            return new CdrCursor(Instant.parse(plain.substring(0, Math.max(0, gap))), plain.substring(gap + 1));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new TelException.InvalidRequest("cursor is none that the hub has given", "cursor");
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((initiatedAt + " " + recordId).getBytes(StandardCharsets.UTF_8));
    }
}
