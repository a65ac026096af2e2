package com.dartwing.tel.json;

import com.dartwing.tel.crypto.Sha256;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * SHA-256 of what a request says, to tell its repetition from another request: the same for JSON that is spaced, ordered
 * or escaped in another way.
 */
public final class ContentHash {

    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final MessageDigest digest = Sha256.digest();

    /** Of one value. */
    public static String of(JsonNode value) {
        return new ContentHash().add(value).hex();
    }

    /** Adds a value of a request that is read piece by piece. */
    public ContentHash add(JsonNode value) {
        try {
            digest.update(SORTED.writeValueAsBytes(value));
            // JSON has no line break of its own here, so no two rows of values are the same bytes.
            digest.update((byte) '\n');
            return this;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON", e);
        }
    }

    /** Adds a piece of a document. */
    public void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /** 64 hex digits; what is added later is another request's. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
