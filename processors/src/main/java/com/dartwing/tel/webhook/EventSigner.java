package com.dartwing.tel.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs the events that we send to consumers, twice: as section 9.4 of the specification wants, keyed by the secret's
 * characters, and as Standard Webhooks does, keyed by the bytes that the secret decodes to.
 */
public final class EventSigner {

    private static final String PREFIX = "whsec_";

    private EventSigner() {}

    /**
     * The signature headers of one delivery.
     *
     * @param secret {@code whsec_} and base64
     * @param webhookId the delivery's id, the same at every try
     * @param now the time of this try
     * @throws IllegalArgumentException when the secret is no such secret
     */
    public static Map<String, String> headers(String secret, String webhookId, Instant now, byte[] body) {
        return headers(List.of(secret), webhookId, now, body);
    }

    /**
     * The same while a secret is being replaced: each of the two headers carries one signature for each secret. In
     * {@code X-Dartwing-Signature} that of the current secret comes last, for the specification's own verifier, which
     * knows one {@code v1} only, keeps the last.
     *
     * @param secrets the current one first
     */
    public static Map<String, String> headers(List<String> secrets, String webhookId, Instant now, byte[] body) {
        String time = Long.toString(now.getEpochSecond());
        byte[] own = signed(time, body);
        byte[] standard = signed(webhookId + "." + time, body);
        String signatures = secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(Hmac.SHA256.of(decoded(secret), standard)))
                .collect(Collectors.joining(" "));
        StringBuilder seed = new StringBuilder("t=").append(time);
        for (int i = secrets.size() - 1; i >= 0; i--) {
            byte[] characters = secrets.get(i).getBytes(StandardCharsets.UTF_8);
            seed.append(",v1=").append(HexFormat.of().formatHex(Hmac.SHA256.of(characters, own)));
        }

        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Dartwing-Signature", seed.toString());
        headers.put("webhook-id", webhookId);
        headers.put("webhook-timestamp", time);
        headers.put("webhook-signature", signatures);
        return headers;
    }

    private static byte[] signed(String before, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(before.length() + 1 + body.length);
        bytes.writeBytes((before + ".").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static byte[] decoded(String secret) {
        if (!secret.startsWith(PREFIX) || secret.length() == PREFIX.length()) {
            throw new IllegalArgumentException("A webhook secret is whsec_ and base64");
        }
        try {
            return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        } catch (IllegalArgumentException noBase64) {
            // Not its message, which may tell of the secret.
            throw new IllegalArgumentException("A webhook secret is whsec_ and base64");
        }
    }
}
