package com.dartwing.tel.webhook;

import com.dartwing.tel.webhook.Verdict.Accepted;
import com.dartwing.tel.webhook.Verdict.Reason;
import com.dartwing.tel.webhook.Verdict.Refused;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A keyed hash over the body, and over a nonce and a timestamp where the scheme has them. The algorithm is ours to
 * choose: a header that names one is not believed.
 */
final class HmacAuth implements WebhookAuth, WebhookSigner {

    private final Hmac hmac;
    private final byte[] secret;
    private final Names names;

    /** What the headers are called (nonce and timestamp may be null) and what is signed. */
    record Names(
            String signatureHeader,
            String timestampHeader,
            String nonceHeader,
            SignedText signed,
            Encoding encoding,
            Tolerance tolerance) {}

    /** How the hash is written. */
    enum Encoding {
        BASE64 {
            @Override
            String write(byte[] hash) {
                return Base64.getEncoder().encodeToString(hash);
            }

            @Override
            byte[] read(String text) {
                return Base64.getDecoder().decode(text);
            }
        },
        HEX {
            @Override
            String write(byte[] hash) {
                return HexFormat.of().formatHex(hash);
            }

            @Override
            byte[] read(String text) {
                return HexFormat.of().parseHex(text);
            }
        };

        abstract String write(byte[] hash);

        /** @throws IllegalArgumentException when the text is not of this encoding */
        abstract byte[] read(String text);
    }

    HmacAuth(Hmac hmac, byte[] secret, Names names) {
        this.hmac = hmac;
        this.secret = secret.clone();
        this.names = names;
    }

    @Override
    public Verdict verify(Function<String, String> header, byte[] body, Instant now) {
        String signature = header.apply(names.signatureHeader());
        if (signature == null) {
            return missing(names.signatureHeader());
        }
        Map<String, String> values = new HashMap<>();
        Optional<Instant> signedAt = Optional.empty();
        if (names.nonceHeader() != null) {
            String nonce = header.apply(names.nonceHeader());
            if (nonce == null) {
                return missing(names.nonceHeader());
            }
            values.put("nonce", nonce);
        }
        if (names.timestampHeader() != null) {
            String timestamp = header.apply(names.timestampHeader());
            if (timestamp == null) {
                return missing(names.timestampHeader());
            }
            signedAt = Tolerance.unixSeconds(timestamp);
            if (signedAt.isEmpty()) {
                return new Refused(Reason.MALFORMED, names.timestampHeader() + " is not Unix seconds");
            }
            values.put("timestamp", timestamp);
        }
        byte[] given;
        try {
            given = names.encoding().read(signature);
        } catch (IllegalArgumentException unreadable) {
            return new Refused(Reason.MALFORMED, names.signatureHeader() + " is not " + names.encoding());
        }
        if (!MessageDigest.isEqual(hash(body, values), given)) {
            return new Refused(Reason.FORGED, "the signature does not verify");
        }
        Optional<Refused> stale = signedAt.flatMap(at -> names.tolerance().refusal(at, now));
        return stale.isPresent() ? stale.get() : new Accepted(Optional.of(values.getOrDefault("nonce", signature)));
    }

    @Override
    public Map<String, String> sign(String path, byte[] body, Instant now) {
        Map<String, String> values =
                Map.of("nonce", UUID.randomUUID().toString(), "timestamp", Long.toString(now.getEpochSecond()));
        Map<String, String> headers = new HashMap<>();
        headers.put(names.signatureHeader(), names.encoding().write(hash(body, values)));
        if (names.nonceHeader() != null) {
            headers.put(names.nonceHeader(), values.get("nonce"));
        }
        if (names.timestampHeader() != null) {
            headers.put(names.timestampHeader(), values.get("timestamp"));
        }
        return headers;
    }

    private byte[] hash(byte[] body, Map<String, String> values) {
        return hmac.of(secret, names.signed().bytes(body, values));
    }

    private static Refused missing(String header) {
        return new Refused(Reason.MISSING, "no header " + header);
    }
}
