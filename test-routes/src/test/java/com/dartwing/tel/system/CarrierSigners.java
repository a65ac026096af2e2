package com.dartwing.tel.system;

import com.dartwing.tel.webhook.Ed25519;
import com.dartwing.tel.webhook.WebhookAuths;
import com.dartwing.tel.webhook.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Signs calls as each carrier does, for a hub that was given the keys; they are made here. */
final class CarrierSigners {

    private final Ed25519.Pair pair = Ed25519.generate();
    private final String secret = secret();
    private final Map<String, WebhookSigner> signers = Map.of(
            "telnyx",
            signer(Map.of(
                    "scheme", "ed25519",
                    "signature-header", "telnyx-signature-ed25519",
                    "timestamp-header", "telnyx-timestamp",
                    "private-key", "seed")),
            "bandwidth",
            signer(Map.of("scheme", "basic", "user", "user", "password", "secret")),
            "sinch",
            signer(Map.of(
                    "scheme", "hmac-sha256",
                    "signature-header", "x-sinch-webhook-signature",
                    "nonce-header", "x-sinch-webhook-signature-nonce",
                    "timestamp-header", "x-sinch-webhook-signature-timestamp",
                    "signed", "{body}.{nonce}.{timestamp}",
                    "secret", "secret")),
            "sinch-calls",
            signer(Map.of(
                    "scheme", "signed-request",
                    "signature-header", "Authorization",
                    "timestamp-header", "x-timestamp",
                    "word", "application",
                    "key", "user",
                    "secret", "secret")),
            "didww",
            signer(Map.of("scheme", "secret-header", "header", "X-Hub-Secret", "secret", "secret")));

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private WebhookSigner signer(Map<String, Object> spec) {
        Map<String, String> secrets = Map.of("seed", pair.seed(), "secret", secret, "user", "carrier");
        return WebhookAuths.signer(new HashMap<>(spec), secrets::get);
    }

    /** Gives a hub the keys. */
    HubProcess.Launch given(HubProcess.Launch launch) {
        return launch.env("TELNYX_PUBLIC_KEY", pair.publicKey())
                .env("BANDWIDTH_WEBHOOK_USER", "carrier")
                .env("BANDWIDTH_WEBHOOK_PASSWORD", secret)
                .env("SINCH_WEBHOOK_SECRET", secret)
                .env("SINCH_VOICE_APP_KEY", "carrier")
                .env("SINCH_VOICE_APP_SECRET", secret)
                .env("SINCH_FAX_CALLBACK_USER", "carrier")
                .env("SINCH_FAX_CALLBACK_PASSWORD", secret)
                .env("DIDWW_WEBHOOK_SECRET", secret);
    }

    /** The headers that prove a call. */
    Map<String, String> sign(String carrier, String body, Instant at) {
        return sign(carrier, null, body, at);
    }

    /** The same for who signs the path too. */
    Map<String, String> sign(String carrier, String path, String body, Instant at) {
        return signers.get(carrier).sign(path, body.getBytes(StandardCharsets.UTF_8), at);
    }
}
