package com.dartwing.tel.webhook;

import com.dartwing.tel.webhook.Verdict.Accepted;
import com.dartwing.tel.webhook.Verdict.Reason;
import com.dartwing.tel.webhook.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A header that only the carrier can write: a shared secret, or the credentials of HTTP Basic (RFC 7617). It says
 * nothing of the body, so its strength is TLS.
 */
final class HeaderAuth implements WebhookAuth, WebhookSigner {

    private static final String BASIC = "Basic ";

    private final String header;
    private final String value;

    private HeaderAuth(String header, String value) {
        this.header = header;
        this.value = value;
    }

    static HeaderAuth secret(String header, String secret) {
        return new HeaderAuth(header, secret);
    }

    static HeaderAuth basic(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new HeaderAuth("Authorization", BASIC + Base64.getEncoder().encodeToString(credentials));
    }

    @Override
    public Verdict verify(Function<String, String> headers, byte[] body, Instant now) {
        String given = headers.apply(header);
        if (given == null) {
            return new Refused(Reason.MISSING, "no header " + header);
        }
        return MessageDigest.isEqual(bytes(value), bytes(normal(given)))
                ? new Accepted(Optional.empty())
                : new Refused(Reason.FORGED, header + " is not what was agreed");
    }

    /** The scheme's name may be written in any case (RFC 9110, section 11.1). */
    private String normal(String given) {
        boolean basic = value.startsWith(BASIC) && given.regionMatches(true, 0, BASIC, 0, BASIC.length());
        return basic ? BASIC + given.substring(BASIC.length()).strip() : given;
    }

    @Override
    public Map<String, String> sign(String path, byte[] body, Instant now) {
        return Map.of(header, value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
