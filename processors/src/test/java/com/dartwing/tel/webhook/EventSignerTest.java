package com.dartwing.tel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSignerTest {

    /** The published test vector of Standard Webhooks. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    @Test
    void theStandardsVectorIsMet() {
        Map<String, String> headers = EventSigner.headers(SECRET, ID, AT, BODY);

        assertThat(headers)
                .containsEntry("webhook-id", ID)
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theSpecificationsConsumerVerifiesIt() throws Exception {
        String header = EventSigner.headers(SECRET, ID, AT, BODY).get("X-Dartwing-Signature");

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update("1614265330.{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
        assertThat(header).isEqualTo("t=1614265330,v1=" + HexFormat.of().formatHex(mac.doFinal()));
    }

    @Test
    void whileASecretIsReplacedBothSign() {
        String next = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);

        Map<String, String> both = EventSigner.headers(List.of(next, SECRET), ID, AT, BODY);

        String first = EventSigner.headers(next, ID, AT, BODY).get("webhook-signature");
        assertThat(both.get("webhook-signature")).isEqualTo(first + " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(both.get("X-Dartwing-Signature"))
                .isEqualTo("t=1614265330," + v1(SECRET) + "," + v1(next))
                .as("the specification's verifier keeps the last v1: that of the current secret")
                .endsWith(v1(next));
    }

    private static String v1(String secret) {
        return EventSigner.headers(secret, ID, AT, BODY)
                .get("X-Dartwing-Signature")
                .substring("t=1614265330,".length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "secret", "whsec_not base64"})
    void whatIsNoSecretIsRefused(String secret) {
        assertThatThrownBy(() -> EventSigner.headers(secret, ID, AT, BODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A webhook secret is whsec_ and base64");
    }
}
