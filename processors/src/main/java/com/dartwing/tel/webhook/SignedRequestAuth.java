package com.dartwing.tel.webhook;

import com.dartwing.tel.webhook.Verdict.Accepted;
import com.dartwing.tel.webhook.Verdict.Reason;
import com.dartwing.tel.webhook.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A keyed hash (SHA-256) over a whole request: its method, the MD5 of its body, its media type, its time and its path. The
 * header reads {@code <word> <key>:<hash>}; MD5 is the carrier's choice, and what it sums up is signed.
 */
final class SignedRequestAuth implements WebhookAuth, WebhookSigner {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final Pattern CREDENTIALS = Pattern.compile("(\\S+) ([^:\\s]+):(\\S+)");

    private final Names names;
    private final byte[] secret;

    /** What the headers are called, the word before the key, and the key that says whose secret it is. */
    record Names(String signatureHeader, String timestampHeader, String word, String key, Tolerance tolerance) {}

    /**
     * @param secret in Base64, of either alphabet
     * @throws IllegalArgumentException when it is not
     */
    SignedRequestAuth(Names names, String secret) {
        this.names = names;
        this.secret = Base64.getDecoder().decode(secret.replace('-', '+').replace('_', '/'));
    }

    @Override
    public Verdict verify(Function<String, String> header, byte[] body, Instant now) {
        for (String needed : new String[] {names.signatureHeader(), names.timestampHeader(), CONTENT_TYPE, PATH}) {
            if (header.apply(needed) == null) {
                return new Refused(Reason.MISSING, "no header " + needed);
            }
        }
        Matcher given = CREDENTIALS.matcher(header.apply(names.signatureHeader()));
        if (!given.matches()) {
            return new Refused(Reason.MALFORMED, names.signatureHeader() + " is not " + names.word() + " key:hash");
        }
        String time = header.apply(names.timestampHeader());
        Instant signedAt;
        byte[] hash;
        try {
            signedAt = Instant.parse(time);
            hash = Base64.getDecoder().decode(given.group(3));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return new Refused(Reason.MALFORMED, unreadable.getMessage());
        }
        boolean ours = given.group(1).equalsIgnoreCase(names.word())
                && given.group(2).equals(names.key())
                && MessageDigest.isEqual(hash(header.apply(PATH), header.apply(CONTENT_TYPE), time, body), hash);
        if (!ours) {
            return new Refused(Reason.FORGED, "the signature does not verify");
        }
        Optional<Refused> stale = names.tolerance().refusal(signedAt, now);
        return stale.isPresent() ? stale.get() : new Accepted(Optional.of(given.group(3)));
    }

    @Override
    public Map<String, String> sign(String path, byte[] body, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String hash = Base64.getEncoder().encodeToString(hash(path, JSON, time, body));
        return Map.of(
                names.signatureHeader(), names.word() + " " + names.key() + ":" + hash, names.timestampHeader(), time);
    }

    private byte[] hash(String path, String contentType, String time, byte[] body) {
        String text = String.join("\n", "POST", md5(body), contentType, names.timestampHeader() + ":" + time, path);
        return Hmac.SHA256.of(secret, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has MD5", impossible);
        }
    }
}
