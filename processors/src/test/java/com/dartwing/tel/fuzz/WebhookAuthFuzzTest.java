package com.dartwing.tel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.dartwing.tel.webhook.Verdict;
import com.dartwing.tel.webhook.WebhookAuth;
import com.dartwing.tel.webhook.WebhookAuths;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class WebhookAuthFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    /** The public key of RFC 8032, section 7.1, test 1. */
    private static final String PUBLIC_KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static final List<WebhookAuth> AUTHS = List.of(
            auth(Map.of(
                    "scheme", "ed25519", "signature-header", "s", "timestamp-header", "t", "public-key", "public-key")),
            auth(Map.of("scheme", "hmac-sha1", "signature-header", "s", "secret", "x", "encoding", "hex")),
            auth(Map.of(
                    "scheme",
                    "hmac-sha256",
                    "signature-header",
                    "s",
                    "secret",
                    "x",
                    "timestamp-header",
                    "t",
                    "nonce-header",
                    "n",
                    "signed",
                    "{body}.{nonce}.{timestamp}")),
            auth(Map.of("scheme", "basic", "user", "x", "password", "y")),
            auth(Map.of("scheme", "secret-header", "header", "s", "secret", "x")));

    private static WebhookAuth auth(Map<String, String> settings) {
        return WebhookAuths.from(
                settings, name -> name.equals("public-key") ? PUBLIC_KEY : "a secret that nobody guesses " + name);
    }

    @FuzzTest
    void aCallThatNobodySignedIsRefused(FuzzedDataProvider data) {
        WebhookAuth auth = data.pickValue(AUTHS);
        Map<String, String> headers = Map.of(
                "s", data.consumeString(200),
                "t", data.consumeString(40),
                "n", data.consumeString(40),
                "authorization", data.consumeString(100));
        byte[] body = data.consumeRemainingAsBytes();

        Verdict verdict = auth.verify(name -> headers.get(name.toLowerCase(java.util.Locale.ROOT)), body, NOW);

        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    }
}
