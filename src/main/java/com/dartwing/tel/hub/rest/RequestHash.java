package com.dartwing.tel.hub.rest;

import com.dartwing.tel.hub.db.KeyedHash;
import org.springframework.stereotype.Component;

/** What is kept of a request to know its repetition. */
@Component
final class RequestHash {

    private final KeyedHash key;

    RequestHash(KeyedHash key) {
        this.key = key;
    }

    /**
     * The hash to keep; 64 hex digits.
     *
     * @param content made by {@link com.dartwing.tel.json.ContentHash}
     * @param hipaa whether it is about health data: what that says could be tried out against a hash without a key
     */
    String of(String content, boolean hipaa) {
        return hipaa ? key.hash(content) : content;
    }
}
