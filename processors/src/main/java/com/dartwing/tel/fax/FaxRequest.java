package com.dartwing.tel.fax;

import com.dartwing.tel.json.Required;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** The fields of {@code send_fax} as a caller writes them: those of its wish beside these (contract, section 6). */
public record FaxRequest(@Required String to, @JsonUnwrapped FaxWish wish, String idempotencyKey) {

    /** The same request under the key of the {@code Idempotency-Key} header. */
    public FaxRequest withIdempotencyKey(String key) {
        return new FaxRequest(to, wish, key);
    }

    /** Without numbers and content, which may not reach a log. */
    @Override
    public String toString() {
        return "FaxRequest[" + wish + "]";
    }
}
