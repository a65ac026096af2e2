package com.dartwing.tel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.webhook.Verdict.Accepted;
import com.dartwing.tel.webhook.Verdict.Reason;
import com.dartwing.tel.webhook.Verdict.Refused;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookAuthsTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    record Vector(
            Map<String, Object> settings,
            Map<String, String> secrets,
            Map<String, String> headers,
            long at,
            String body) {
        Verdict verdict(Map<String, String> sent, byte[] content, Instant now) {
            return WebhookAuths.from(settings, secrets::get).verify(anyCase(sent), content, now);
        }

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }

        Instant time() {
            return Instant.ofEpochSecond(at);
        }

        boolean timed() {
            return settings.containsKey("timestamp-header");
        }
    }

    static Stream<Named<Vector>> vectors() throws IOException {
        try (InputStream file = WebhookAuthsTest.class.getResourceAsStream("/webhook/vectors.json")) {
            Map<String, Vector> vectors = new ObjectMapper().readValue(file, new TypeReference<>() {});
            return vectors.entrySet().stream().map(entry -> Named.of(entry.getKey(), entry.getValue()));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatTheCarrierSignedIsAccepted(Vector vector) {
        Verdict verdict = vector.verdict(vector.headers(), vector.bytes(), vector.time());

        assertThat(verdict).isInstanceOf(Accepted.class);
        assertThat(((Accepted) verdict).dedupeId()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aBodyChangedByOneBitIsForged(Vector vector) {
        byte[] changed = vector.bytes();
        changed[changed.length / 2] ^= 1;

        assertThat(reason(vector.verdict(vector.headers(), changed, vector.time())))
                .isEqualTo(Reason.FORGED);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyChangedHeaderIsRefused(Vector vector) {
        vector.settings().forEach((setting, name) -> {
            if (setting.endsWith("-header")) {
                for (String value : new String[] {"", "x", "1", "====", "1700000001", "AAAA", "-1", "\u0661"}) {
                    Map<String, String> changed = new HashMap<>(vector.headers());
                    changed.put(name.toString(), value);
                    assertThat(reason(vector.verdict(changed, vector.bytes(), vector.time())))
                            .as("%s: %s", name, value)
                            .isIn(Reason.FORGED, Reason.MALFORMED);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyHeaderOfTheSchemeIsNeeded(Vector vector) {
        vector.settings().forEach((setting, name) -> {
            if (setting.endsWith("-header")) {
                Map<String, String> fewer = new HashMap<>(vector.headers());
                fewer.remove(name.toString());
                assertThat(reason(vector.verdict(fewer, vector.bytes(), vector.time())))
                        .isEqualTo(Reason.MISSING);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aSignedTimeHoldsForFiveMinutesEitherWay(Vector vector) {
        for (int seconds : new int[] {-300, 300}) {
            assertThat(vector.verdict(
                            vector.headers(), vector.bytes(), vector.time().plusSeconds(seconds)))
                    .isInstanceOf(Accepted.class);
        }
        for (int seconds : new int[] {-301, 301, 1_000_000}) {
            Verdict late = vector.verdict(
                    vector.headers(), vector.bytes(), vector.time().plusSeconds(seconds));
            assertThat(reason(late)).isEqualTo(vector.timed() ? Reason.STALE : null);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aSimulatorSignsWhatIsAccepted(Vector vector) {
        WebhookSigner signer = WebhookAuths.signer(vector.settings(), vector.secrets()::get);

        Map<String, String> headers = new HashMap<>(vector.headers());
        headers.putAll(signer.sign(vector.headers().get(WebhookAuth.PATH), BODY, NOW));

        assertThat(vector.verdict(headers, BODY, NOW)).isInstanceOf(Accepted.class);
        assertThat(reason(vector.verdict(headers, vector.bytes(), NOW))).isEqualTo(Reason.FORGED);
    }

    @Test
    void aNewKeyPairSignsAndVerifies() {
        Ed25519.Pair pair = Ed25519.generate();
        Map<String, Object> settings = Map.of(
                "scheme",
                "ed25519",
                "signature-header",
                "s",
                "timestamp-header",
                "t",
                "public-key",
                "PUBLIC",
                "private-key",
                "SEED");
        Map<String, String> secrets = Map.of("PUBLIC", pair.publicKey(), "SEED", pair.seed());

        Map<String, String> headers =
                WebhookAuths.signer(settings, secrets::get).sign(null, BODY, NOW);

        assertThat(WebhookAuths.from(settings, secrets::get).verify(headers::get, BODY, NOW))
                .isInstanceOf(Accepted.class);
        assertThat(pair.toString()).doesNotContain(pair.seed());
    }

    @Test
    void basicCredentialsAreCompared() {
        Map<String, Object> settings = Map.of("scheme", "basic", "user", "USER", "password", "PASSWORD");
        WebhookAuth auth = WebhookAuths.from(settings, Map.of("USER", "hub", "PASSWORD", "s:é")::get);
        String right = "Basic " + Base64.getEncoder().encodeToString("hub:s:é".getBytes(StandardCharsets.UTF_8));

        assertThat(auth.verify(name -> right, BODY, NOW)).isEqualTo(new Accepted(Optional.empty()));
        assertThat(auth.verify(name -> right.replace("Basic", "basic"), BODY, NOW))
                .isInstanceOf(Accepted.class);
        assertThat(reason(auth.verify(name -> right + "A", BODY, NOW))).isEqualTo(Reason.FORGED);
        assertThat(reason(auth.verify(name -> "Bearer x", BODY, NOW))).isEqualTo(Reason.FORGED);
        assertThat(reason(auth.verify(name -> "", BODY, NOW))).isEqualTo(Reason.FORGED);
        assertThat(reason(auth.verify(name -> null, BODY, NOW))).isEqualTo(Reason.MISSING);
    }

    @Test
    void aSharedSecretIsCompared() {
        Map<String, Object> settings = Map.of("scheme", "secret-header", "header", "X-Secret", "secret", "SECRET");
        Map<String, String> secrets = Map.of("SECRET", "hunter2");
        WebhookAuth auth = WebhookAuths.from(settings, secrets::get);
        Map<String, String> headers =
                WebhookAuths.signer(settings, secrets::get).sign(null, BODY, NOW);

        assertThat(auth.verify(headers::get, BODY, NOW)).isInstanceOf(Accepted.class);
        assertThat(reason(auth.verify(name -> "hunter", BODY, NOW))).isEqualTo(Reason.FORGED);
        assertThat(reason(auth.verify(name -> null, BODY, NOW))).isEqualTo(Reason.MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scheme=rot13                                         | unknown scheme rot13",
                "user=A                                               | scheme is required",
                "scheme=basic,user=A                                  | password is required",
                "scheme=basic,user=A,password=UNSET                   | the secret UNSET is not set",
                "scheme=basic,user=A,password=A,pasword=B             | does not know [pasword]",
                "scheme=secret-header,header=h,secret=A,x=y           | does not know [x]",
                "scheme=hmac-sha256,signature-header=s,secret=A,signed=x            | must be text with {body}",
                "scheme=hmac-sha256,signature-header=s,secret=A,signed={body}{      | must be text with {body}",
                "scheme=hmac-sha256,signature-header=s,secret=A,signed={body}{nonce} | exactly when there is a nonce-header",
                "scheme=hmac-sha256,signature-header=s,secret=A,timestamp-header=t  | exactly when there is a timestamp-header",
                "scheme=hmac-sha256,signature-header=s,secret=A,encoding=utf        | encoding must be base64 or hex",
                "scheme=hmac-sha256,signature-header=s,secret=A,tolerance-seconds=x | tolerance-seconds is not a number",
                "scheme=ed25519,signature-header=s,timestamp-header=t,public-key=A  | 32 bytes",
            })
    void aWrongSectionIsExplainedWithoutTheSecret(String section, String message) {
        Map<String, Object> settings = new TreeMap<>();
        for (String entry : section.split(",")) {
            settings.put(entry.split("=", 2)[0], entry.split("=", 2)[1]);
        }

        assertThatThrownBy(() -> WebhookAuths.from(settings, Map.of("A", "c2VjcmV0")::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("c2VjcmV0");
    }

    private static Reason reason(Verdict verdict) {
        return verdict instanceof Refused refused ? refused.reason() : null;
    }

    private static Function<String, String> anyCase(Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        return all::get;
    }
}
