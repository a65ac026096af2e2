package com.dartwing.tel.system;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a consumer does with a delivery's signatures, written from the two specifications and from nothing of the hub's. */
final class Verifier {

    private Verifier() {}

    /** The seed's section 9.4: {@code t=…,v1=…}, keyed by the secret's characters; any of several {@code v1} will do. */
    static boolean seed(Consumer.Delivery delivery, String secret) {
        String[] parts = delivery.seedSignature().split(",");
        String time = parts[0].substring("t=".length());
        String expected = "v1="
                + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), time + "." + delivery.body()));
        return Arrays.stream(parts).skip(1).anyMatch(expected::equals);
    }

    /** Standard Webhooks: keyed by the decoded secret, over id, time and body. */
    static boolean standard(Consumer.Delivery delivery, String secret) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String expected = "v1,"
                + Base64.getEncoder()
                        .encodeToString(hmac(key, delivery.id() + "." + delivery.timestamp() + "." + delivery.body()));
        return Arrays.asList(delivery.signature().split(" ")).contains(expected);
    }

    static boolean both(Consumer.Delivery delivery, String secret) {
        return seed(delivery, secret) && standard(delivery, secret);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
