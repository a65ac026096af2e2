package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that only look like a carrier's: refused, counted, and without effect. Keys are made here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookRefusalIT {

    private final SandboxKey key = SandboxKey.generate();
    private final CarrierSigners signers = new CarrierSigners();
    private HubProcess hub;

    @BeforeAll
    void start() {
        hub = signers.given(key.given(HubProcess.with())).start();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private int call(String carrier, String body, Map<String, String> headers) {
        return call(carrier, "sms", body, headers);
    }

    private int call(String carrier, String kind, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return hub.send("POST", "/api/tel/webhook/" + carrier + "/" + kind, all, body)
                .status();
    }

    private Map<String, String> signed(String carrier, String body, Instant at) {
        return signers.sign(carrier, body, at);
    }

    private static String message(String carrier, String id) {
        return switch (carrier) {
            case "telnyx" ->
                "{\"data\":{\"event_type\":\"message.received\",\"id\":\"e" + id + "\",\"payload\":{\"id\":\"" + id
                        + "\",\"from\":{\"phone_number\":\"+14155551234\"},\"to\":[{\"phone_number\":\"+18005559999\"}],"
                        + "\"text\":\"Hello\"}}}";
            case "bandwidth" ->
                "[{\"type\":\"message-received\",\"to\":\"+18005559999\",\"message\":{\"id\":\"" + id
                        + "\",\"from\":\"+14155551234\",\"text\":\"Hello\"}}]";
            case "sinch" ->
                "{\"type\":\"mo_text\",\"id\":\"" + id
                        + "\",\"from\":\"+14155551234\",\"to\":\"18005559999\",\"body\":\"Hello\"}";
            default ->
                "{\"id\":\"" + id + "\",\"from\":\"14155551234\",\"to\":\"18005559999\",\"text_base64\":\"SGVsbG8=\"}";
        };
    }

    private int kept(String carrierId) {
        String filters = "%5B%5B%22carrier_message_id%22%2C%22%3D%22%2C%22" + carrierId + "%22%5D%5D";
        return hub.getAs("admin", key.adminPassword(), "/api/resource/TEL%20SMS%20Message?filters=" + filters)
                .json()
                .path("data")
                .size();
    }

    private double refused(String carrier) {
        return hub.getAs("admin", key.adminPassword(), "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("tel_webhook_refused_total") && line.contains(carrier))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "bandwidth", "sinch", "didww"})
    void a_carriers_own_call_is_taken_once_however_often_it_comes(String carrier) {
        String body = message(carrier, "own-" + carrier);

        assertThat(call(carrier, body, signed(carrier, body, Instant.now()))).isEqualTo(200);
        assertThat(call(carrier, body, signed(carrier, body, Instant.now()))).isEqualTo(200);

        assertThat(kept("own-" + carrier)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "bandwidth", "sinch", "didww"})
    void a_call_without_or_with_anothers_proof_is_refused_and_counted(String carrier) {
        String body = message(carrier, "forged-" + carrier);
        Map<String, String> forged = new HashMap<>(signed(carrier, body, Instant.now()));
        forged.replaceAll(
                (name, value) -> name.matches("(?i).*(signature-ed25519|webhook-signature|authorization|secret)$")
                        ? (name.equalsIgnoreCase("authorization") ? "Basic AAAA" : "AAAA" + value.substring(4))
                        : value);
        double before = refused(carrier);

        assertThat(call(carrier, body, Map.of())).isEqualTo(401);
        assertThat(call(carrier, body, forged)).isEqualTo(401);

        assertThat(kept("forged-" + carrier)).isZero();
        assertThat(refused(carrier)).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "sinch"})
    void a_stale_call_is_refused(String carrier) {
        String body = message(carrier, "stale-" + carrier);

        assertThat(call(carrier, body, signed(carrier, body, Instant.now().minus(Duration.ofMinutes(10)))))
                .isEqualTo(401);

        assertThat(kept("stale-" + carrier)).isZero();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "telnyx | {",
                "telnyx | 17",
                "telnyx | {\"data\":{\"event_type\":\"message.received\",\"payload\":[]}}",
                "telnyx | {\"data\":{\"event_type\":\"message.received\",\"payload\":{}}}",
                "telnyx | {\"data\":{\"event_type\":\"message.finalized\",\"payload\":{\"to\":7}}}",
                "bandwidth | {\"type\":\"message-received\"}",
                "bandwidth | [{\"type\":\"message-delivered\"}]",
                "sinch | {\"type\":\"mo_text\"}",
                "sinch | {\"type\":\"delivery_report_sms\",\"statuses\":{\"a\":1}}",
                "didww | {\"text_base64\":\"%%%\"}",
                "didww | {\"data\":{\"type\":\"dlr_event\"}}",
                "telnyx | {\"data\":{}} {\"data\":{}}",
                "bandwidth | [] []",
                "sinch | {\"type\":\"mo_text\"} 1",
            })
    void what_is_not_of_the_carriers_shape_is_refused_counted_and_never_a_fault_of_ours(String carrier, String body) {
        double before = refused(carrier);

        assertThat(call(carrier, body, signed(carrier, body, Instant.now()))).isEqualTo(400);

        assertThat(refused(carrier)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "bandwidth", "sinch", "didww"})
    void an_oversized_call_is_refused_unread_and_counted(String carrier) {
        String body = "{\"a\":\"" + "a".repeat(70_000) + "\"}";
        double before = refused(carrier);

        assertThat(call(carrier, body, signed(carrier, body, Instant.now()))).isEqualTo(413);

        assertThat(refused(carrier)).isEqualTo(before + 1);
    }

    @Test
    void a_kind_of_call_with_a_proof_of_its_own_is_let_in_by_no_other_and_lets_nothing_else_in() {
        String fax = "{\"event\":\"FAX_COMPLETED\",\"eventTime\":\"2026-01-01T00:00:00Z\",\"fax\":{\"id\":\"f1\","
                + "\"direction\":\"OUTBOUND\",\"status\":\"COMPLETED\",\"numberOfPages\":1}}";
        String message = message("sinch", "by-the-fax-door");
        // The same user and password, told in a URL to the one carrier and set at the other.
        Map<String, String> basic = signed("bandwidth", fax, Instant.now());

        assertThat(call("sinch", "fax", fax, basic)).isEqualTo(200);
        assertThat(call("sinch", "fax", fax, Map.of())).isEqualTo(401);
        assertThat(call("sinch", "fax", fax, signed("sinch", fax, Instant.now())))
                .isEqualTo(401);
        assertThat(call("sinch", "sms", message, basic)).isEqualTo(401);
        assertThat(call("sinch", "fax", message, basic)).isEqualTo(401);

        assertThat(kept("by-the-fax-door")).isZero();
    }

    @Test
    void a_proof_of_the_path_holds_for_no_other_door() {
        String report = "{\"event\":\"dice\",\"callid\":\"c1\",\"version\":1,\"result\":\"N/A\",\"reason\":\"N/A\"}";
        String path = "/api/tel/webhook/sinch/call";
        Instant now = Instant.now();
        Map<String, String> own = signers.sign("sinch-calls", path, report, now);

        assertThat(call("sinch", "call", report, own)).isEqualTo(200);
        assertThat(call("sinch", "call", report.replace("c1", "c2"), own)).isEqualTo(401);
        assertThat(call("sinch", "more/call", report, own)).isEqualTo(401);
        assertThat(call("sinch", "call", report, signers.sign("sinch-calls", path, report, now.minusSeconds(600))))
                .isEqualTo(401);
        assertThat(call("sinch", "call", report, signed("sinch", report, now))).isEqualTo(401);
        assertThat(call("sinch", "sms", report, own)).isEqualTo(401);
    }

    @Test
    void a_call_with_a_whole_file_is_taken_from_who_proves_it_before_it_is_read() {
        String fax = "{\"event\":\"FAX_COMPLETED\",\"fax\":{\"id\":\"f2\",\"status\":\"COMPLETED\"},\"file\":\""
                + "A".repeat(300_000) + "\"}";
        String other = "{\"event\":\"FAX_COMPLETED\",\"other\":\"" + "A".repeat(300_000) + "\"}";
        Map<String, String> basic = signed("bandwidth", fax, Instant.now());

        assertThat(call("sinch", "fax", fax, basic)).isEqualTo(200);
        assertThat(call("sinch", "fax", fax, Map.of())).isEqualTo(401);
        assertThat(call("sinch", "fax", other, basic)).isEqualTo(413);
        assertThat(call("telnyx", "fax", fax, signed("telnyx", fax, Instant.now())))
                .isEqualTo(413);
    }

    @Test
    void a_kind_of_event_that_nobody_asked_for_is_taken_and_ignored() {
        String body = "{\"data\":{\"event_type\":\"message.read\",\"payload\":{}}}";

        assertThat(call("telnyx", body, signed("telnyx", body, Instant.now()))).isEqualTo(200);
    }
}
