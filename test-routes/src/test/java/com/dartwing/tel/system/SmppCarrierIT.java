package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.carrier.smpp.Segment;
import com.dartwing.tel.carrier.smpp.SmppSpec.LongMessages;
import com.dartwing.tel.sms.SmsText;
import com.dartwing.tel.system.SmscSimulator.Order;
import com.dartwing.tel.system.SmscSimulator.Submitted;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.extra.SessionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two carriers of the operator's own that are reached over SMPP, each a folder of two small files: one with transceivers
 * and user data headers, one with transmitters beside receivers and {@code sar_*}.
 */
class SmppCarrierIT {

    private static final String WITH_HEADERS =
            "{binds: 2, window: 5, response-ids: hex, receipt-ids: decimal, reconnect-ms: 50}";
    private static final String WITH_PARAMETERS =
            "{bind: transmitter-and-receiver, long-messages: sar, reconnect-ms: 50, throttle-wait-ms: 5000}";

    private static final String PLAIN = "{reconnect-ms: 50}";
    private static final int PATIENT = 20_000;

    private static final AtomicInteger RECIPIENTS = new AtomicInteger(100);

    @TempDir
    static Path routes;

    private static final SandboxKey KEY = SandboxKey.generate();
    private static SmscSimulator meridian;
    private static SmscSimulator zephyr;
    private static SmscSimulator mute;
    private static HubProcess hub;

    @BeforeAll
    static void start() throws IOException {
        // The response's ids are hexadecimal and padded, the receipts' decimal and padded otherwise.
        meridian = new SmscSimulator(
                SmppFolders.PASSWORD, id -> String.format("%08X", id), id -> String.format("%010d", id));
        zephyr = new SmscSimulator(SmppFolders.PASSWORD, id -> "Z-" + id, id -> "z-" + id);
        mute = new SmscSimulator(SmppFolders.PASSWORD, Long::toString, Long::toString);
        SmppFolders.write(routes, "Meridian", WITH_HEADERS, PATIENT);
        SmppFolders.write(routes, "Zephyr", WITH_PARAMETERS, PATIENT);
        SmppFolders.write(routes, "Mute", PLAIN, 1_500);
        HubProcess.Launch launch = KEY.given(HubProcess.with("--tel.routes-dir=" + routes));
        SmppFolders.given(launch, "Meridian", meridian.port());
        SmppFolders.given(launch, "Zephyr", zephyr.port());
        SmppFolders.given(launch, "Mute", mute.port());
        hub = launch.start();
        await().atMost(Sandbox.SOON).until(() -> meridian.bound(SessionState.BOUND_TRX) == 2);
        await().atMost(Sandbox.SOON)
                .until(() -> zephyr.bound(SessionState.BOUND_TX) == 1 && zephyr.bound(SessionState.BOUND_RX) == 1);
        await().atMost(Sandbox.SOON).until(() -> mute.bound(SessionState.BOUND_TRX) == 1);
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
        meridian.close();
        zephyr.close();
        mute.close();
    }

    private static String recipient() {
        return "+1415555" + String.format("%04d", RECIPIENTS.incrementAndGet());
    }

    private static JsonNode send(String carrier, String to, String body, String more) {
        HubProcess.Answer answer = hub.post(
                "/api/method/dartwing_tel.api.sms.send_sms",
                KEY.apiKey(),
                "{\"to\":\"" + to + "\",\"body\":\"" + body + "\",\"preferred_carrier\":\"" + carrier + "\"" + more
                        + "}");
        JsonNode json = answer.json();
        return json.has("message") ? json.path("message") : json;
    }

    private static JsonNode status(JsonNode sent) {
        return hub.get(
                        "/api/method/dartwing_tel.api.sms.get_status?message_id="
                                + sent.path("message_id").asText(),
                        KEY.apiKey())
                .json()
                .path("message");
    }

    private static void awaitOutcome(JsonNode sent, String outcome) {
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(
                        status(sent).path("attempts").path(0).path("outcome").asText())
                .isEqualToIgnoringCase(outcome));
    }

    private static void awaitStatus(JsonNode sent, String status) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(
                        () -> assertThat(status(sent).path("status").asText()).isEqualTo(status));
    }

    /** The carrier that took it; a caller that waits in vain is told so only later. */
    private static String carrierOf(JsonNode sent) {
        return await().atMost(Sandbox.SOON)
                .until(() -> status(sent).path("carrier").asText(""), carrier -> !carrier.isEmpty());
    }

    private static String joined(List<Submitted> segments) {
        StringBuilder text = new StringBuilder();
        for (Submitted segment : segments) {
            byte[] octets = segment.octets();
            int from = segment.pdu().isUdhi() ? octets[0] + 1 : 0;
            text.append(new String(
                    octets,
                    from,
                    octets.length - from,
                    segment.pdu().getDataCoding() == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII));
        }
        return text.toString();
    }

    @Test
    void a_message_leaves_over_smpp_and_its_receipt_with_the_id_in_another_form_finds_it() {
        String to = recipient();

        JsonNode sent = send("meridian", to, "Hello", "");

        assertThat(carrierOf(sent)).isEqualTo("Meridian");
        assertThat(joined(meridian.submittedTo(to))).isEqualTo("Hello");
        awaitStatus(sent, "delivered");
    }

    @Test
    void a_long_text_leaves_in_the_segments_that_were_counted_with_headers_or_with_parameters() {
        String to = recipient();
        String body = "abcdefghij".repeat(40);

        JsonNode byHeaders = send("meridian", to, body, "");
        JsonNode byParameters = send("zephyr", to, body, "");

        assertThat(carrierOf(byHeaders)).isEqualTo("Meridian");
        assertThat(carrierOf(byParameters)).isEqualTo("Zephyr");
        List<Submitted> headed = meridian.submittedTo(to);
        List<Submitted> plain = zephyr.submittedTo(to);
        assertThat(byHeaders.path("segments").asInt()).isEqualTo(3);
        assertThat(headed).hasSize(3).allMatch(segment -> segment.pdu().isUdhi());
        assertThat(joined(headed)).isEqualTo(body);
        assertThat(plain)
                .hasSize(3)
                .noneMatch(segment -> segment.pdu().isUdhi())
                .allMatch(segment ->
                        segment.pdu().getOptionalParameter(org.jsmpp.bean.OptionalParameter.Tag.SAR_TOTAL_SEGMENTS)
                                != null);
        assertThat(joined(plain)).isEqualTo(body);
        awaitStatus(byHeaders, "delivered");
        awaitStatus(byParameters, "delivered");
    }

    @Test
    void what_gsm_lacks_leaves_as_ucs_2() {
        String to = recipient();
        String body = "Привет 🎈".repeat(10);

        JsonNode sent = send("meridian", to, body, "");

        assertThat(carrierOf(sent)).isEqualTo("Meridian");
        List<Submitted> segments = meridian.submittedTo(to);
        assertThat(segments)
                .hasSize(SmsText.of(body).segments())
                .allMatch(segment -> segment.pdu().getDataCoding() == 8);
        assertThat(joined(segments)).isEqualTo(body);
        awaitStatus(sent, "delivered");
    }

    @Test
    void receipts_come_before_the_response_by_parameters_or_with_bad_news() {
        meridian.order(Order.RECEIPT_FIRST);
        JsonNode early = send("meridian", recipient(), "Early", "");
        meridian.order(Order.TAKE_TELL_BY_PARAMETERS);
        JsonNode byParameters = send("meridian", recipient(), "Parameters", "");
        meridian.order(Order.UNDELIVERABLE);
        JsonNode lost = send("meridian", recipient(), "Lost", "");

        awaitStatus(early, "delivered");
        awaitStatus(byParameters, "delivered");
        awaitStatus(lost, "undelivered");
        assertThat(status(lost).path("error_message").asText()).contains("027");
    }

    @Test
    void a_throttled_message_waits_a_moment_and_goes_elsewhere_only_when_that_does_not_help() {
        String patient = recipient();
        zephyr.order(Order.THROTTLE, Order.THROTTLE);
        JsonNode waited = send("zephyr", patient, "Patient", "");
        assertThat(carrierOf(waited)).isEqualTo("Zephyr");
        String hasty = recipient();
        zephyr.order(Collections.nCopies(6, Order.THROTTLE).toArray(Order[]::new));

        JsonNode elsewhere = send("zephyr", hasty, "Hasty", "");

        assertThat(zephyr.submittedTo(patient)).hasSize(1);
        assertThat(carrierOf(elsewhere)).isNotEqualTo("Zephyr");
        assertThat(zephyr.submittedTo(hasty)).isEmpty();
    }

    @Test
    void a_number_that_is_refused_is_refused() {
        meridian.order(Order.REFUSE);

        JsonNode refused = send("meridian", recipient(), "Nobody", "");

        awaitStatus(refused, "failed");
        assertThat(status(refused).path("error_code").asText()).isEqualTo("TEL-002");
    }

    @Test
    void an_answer_that_never_comes_leaves_a_held_message_with_its_carrier() {
        String to = recipient();
        mute.order(Order.SILENCE);

        JsonNode sent = send("mute", to, "Hold", ",\"on_unknown\":\"hold\"");

        JsonNode attempts =
                await().atMost(Sandbox.SOON).until(() -> status(sent).path("attempts"), found -> !found.isEmpty());
        assertThat(mute.submittedTo(to)).hasSize(1);
        assertThat(attempts).hasSize(1);
        assertThat(attempts.path(0).path("outcome").asText()).isEqualToIgnoringCase("unknown");
    }

    @Test
    void an_answer_that_comes_late_finds_its_message_and_so_do_receipts_before_and_behind_it() {
        for (Order order : List.of(Order.LATE, Order.RECEIPT_BEFORE_LATE)) {
            String to = recipient();
            mute.order(order);
            JsonNode sent = send("mute", to, "Hold", ",\"on_unknown\":\"hold\"");
            awaitOutcome(sent, "unknown");

            mute.answerLate();

            awaitStatus(sent, "delivered");
            assertThat(status(sent).path("carrier").asText()).isEqualTo("Mute");
            assertThat(status(sent).path("attempts")).hasSize(1);
            assertThat(mute.submittedTo(to)).hasSize(1);
        }
    }

    @Test
    void a_late_no_is_heard_too() {
        mute.order(Order.REFUSE_LATE, Order.FAIL_LATE);
        JsonNode refused = send("mute", recipient(), "Nobody", ",\"on_unknown\":\"hold\"");
        JsonNode notTaken = send("mute", recipient(), "Not yet", ",\"on_unknown\":\"hold\"");
        awaitOutcome(refused, "unknown");
        awaitOutcome(notTaken, "unknown");

        mute.answerLate();
        mute.answerLate();

        awaitStatus(refused, "failed");
        assertThat(status(refused).path("error_code").asText()).isEqualTo("TEL-002");
        awaitOutcome(refused, "rejected");
        // It is offered again, and taken.
        awaitStatus(notTaken, "delivered");
        awaitOutcome(notTaken, "unavailable");
        assertThat(hub.getAs("admin", KEY.adminPassword(), "/actuator/prometheus")
                        .body())
                .contains("tel_smpp_late_answers_total{carrier=\"mute\",status=\"refused\"")
                .contains("tel_smpp_late_answers_total{carrier=\"mute\",status=\"lost\"");
    }

    @Test
    void a_lost_bind_sends_messages_elsewhere_and_comes_back() {
        zephyr.away(true);
        await().atMost(Sandbox.SOON).untilAsserted(() -> {
            JsonNode elsewhere = send("zephyr", recipient(), "Away", "");
            assertThat(carrierOf(elsewhere)).isNotEqualTo("Zephyr");
        });

        zephyr.away(false);

        await().atMost(Sandbox.SOON)
                .until(() -> zephyr.bound(SessionState.BOUND_TX) == 1 && zephyr.bound(SessionState.BOUND_RX) == 1);
        await().atMost(Sandbox.SOON).untilAsserted(() -> {
            JsonNode back = send("zephyr", recipient(), "Back", "");
            assertThat(carrierOf(back)).isEqualTo("Zephyr");
        });
    }

    @Test
    void a_message_from_a_handset_is_kept_before_it_is_answered() {
        String from = recipient();

        meridian.message(from, Sandbox.NUMBER, (byte) 8, "Добрый день".getBytes(StandardCharsets.UTF_16BE));

        JsonNode kept = from(from);

        assertThat(kept).hasSize(1);
        assertThat(kept.path(0).path("body").asText()).isEqualTo("Добрый день");
    }

    @Test
    void the_parts_of_a_long_message_become_one_whatever_their_order_and_though_one_comes_again() {
        String from = recipient();
        String body = "Ünder the €-tree ".repeat(20).strip();
        List<byte[]> parts = Segment.of(SmsText.of(body), LongMessages.UDH, 200).stream()
                .map(Segment::octets)
                .toList();

        for (int part : List.of(2, 0, 2, 1)) {
            meridian.part(from, Sandbox.NUMBER, (byte) 0, parts.get(part));
        }

        assertThat(parts).hasSize(3);
        JsonNode kept = from(from);
        assertThat(kept).hasSize(1);
        assertThat(kept.path(0).path("body").asText()).isEqualTo(body);
    }

    private static JsonNode from(String number) {
        return hub.getAs(
                        "admin",
                        KEY.adminPassword(),
                        "/api/resource/TEL%20SMS%20Message?fields=" + Sandbox.encoded("[\"body\",\"carrier\"]")
                                + "&filters=" + Sandbox.encoded("[[\"from_number\",\"=\",\"" + number + "\"]]"))
                .json()
                .path("data");
    }
}
