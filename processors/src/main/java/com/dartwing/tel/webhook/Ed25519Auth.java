package com.dartwing.tel.webhook;

import com.dartwing.tel.webhook.Verdict.Accepted;
import com.dartwing.tel.webhook.Verdict.Reason;
import com.dartwing.tel.webhook.Verdict.Refused;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An Ed25519 signature, in base64, over a timestamp and the body. */
final class Ed25519Auth implements WebhookAuth {

    private final PublicKey key;
    private final Names names;

    /** Where the signature and its time stand, what they cover, and how old they may be. */
    record Names(String signatureHeader, String timestampHeader, SignedText signed, Tolerance tolerance) {}

    Ed25519Auth(PublicKey key, Names names) {
        this.key = key;
        this.names = names;
    }

    @Override
    public Verdict verify(Function<String, String> header, byte[] body, Instant now) {
        String signature = header.apply(names.signatureHeader());
        String timestamp = header.apply(names.timestampHeader());
        if (signature == null || timestamp == null) {
            return new Refused(
                    Reason.MISSING,
                    "no header " + (signature == null ? names.signatureHeader() : names.timestampHeader()));
        }
        Optional<Instant> signedAt = Tolerance.unixSeconds(timestamp);
        if (signedAt.isEmpty()) {
            return new Refused(Reason.MALFORMED, names.timestampHeader() + " is not Unix seconds");
        }
        byte[] raw;
        try {
            raw = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException noBase64) {
            return new Refused(Reason.MALFORMED, names.signatureHeader() + " is not base64");
        }
        if (!Ed25519.verifies(key, names.signed().bytes(body, Map.of("timestamp", timestamp)), raw)) {
            return new Refused(Reason.FORGED, "the signature does not verify");
        }
        Optional<Refused> stale = names.tolerance().refusal(signedAt.get(), now);
        return stale.isPresent() ? stale.get() : new Accepted(Optional.of(signature));
    }

    static WebhookSigner signer(PrivateKey key, Names names) {
        return (path, body, now) -> {
            String timestamp = Long.toString(now.getEpochSecond());
            byte[] signed = names.signed().bytes(body, Map.of("timestamp", timestamp));
            return Map.of(
                    names.signatureHeader(),
                    Ed25519.base64(Ed25519.sign(key, signed)),
                    names.timestampHeader(),
                    timestamp);
        };
    }
}
