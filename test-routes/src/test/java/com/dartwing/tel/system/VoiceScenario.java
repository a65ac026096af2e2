package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of a call, driven from outside; each storage runs it. */
abstract class VoiceScenario {

    private final Consumer consumer = new Consumer();

    abstract Sandbox sandbox();

    @BeforeEach
    void carrierIsThere() {
        new Calls(sandbox()).awaitCarrier();
    }

    @AfterEach
    void behaveAgain() {
        sandbox().behaveAgain("telnyx");
        sandbox().behaveAgain("bandwidth");
        sandbox().behaveAgain("sinch");
        consumer.close();
    }

    private static String callee() {
        return Calls.callee();
    }

    private Answer call(String to, String more) {
        return new Calls(sandbox()).make(to, more);
    }

    private static String id(Answer answer) {
        return Calls.id(answer);
    }

    private JsonNode get(String id) {
        return new Calls(sandbox()).get(id);
    }

    private JsonNode awaitStatus(String id, String status) {
        return new Calls(sandbox()).awaitStatus(id, status);
    }

    private Answer hangup(String id) {
        return new Calls(sandbox()).hangup(id);
    }

    private JsonNode awaitCdr(String id) {
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(cdrs(id)).hasSize(1));
        return cdrs(id).get(0);
    }

    private JsonNode cdrs(String id) {
        return sandbox().ask("analytics.get_cdrs", "record_id=" + id).json().at("/message/cdrs");
    }

    @Test
    void somebody_is_called_answers_and_is_hung_up_on() {
        Answer made = call(callee(), ",\"webhook_url\":\"" + consumer.url() + "\"");

        String id = id(made);
        assertThat(id).matches("CALL-\\d{4}-\\d{6,}");
        assertThat(made.json().at("/message/status").asText()).isEqualTo("ringing");
        assertThat(made.json().at("/message/carrier").asText()).isEqualTo("Telnyx");
        assertThat(awaitStatus(id, "in_progress").path("answered_at").asText()).isNotBlank();
        Answer ended = hangup(id);
        assertThat(ended.json().at("/message/status").asText()).isEqualTo("terminating");

        JsonNode over = awaitStatus(id, "completed");
        assertThat(over.path("billable_seconds").asInt()).isEqualTo(60);
        assertThat(over.path("cost").path("amount").decimalValue()).isEqualByComparingTo("0.007");
        assertThat(over.path("hangup_cause").asText()).isEqualTo("normal_clearing");
        JsonNode cdr = awaitCdr(id);
        assertThat(cdr.path("cdr_type").asText()).isEqualTo("call");
        assertThat(cdr.path("status").asText()).isEqualTo("completed");
        assertThat(cdr.path("cost").path("amount").decimalValue()).isEqualByComparingTo(new BigDecimal("0.007"));
        assertThat(cdr.path("attempts").findValuesAsText("outcome")).containsExactly("sent");
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(consumer.all().stream()
                        .sorted(java.util.Comparator.comparing(
                                told -> told.json().path("sequence").asInt()))
                        .map(Consumer.Delivery::event))
                .containsExactly("call.initiated", "call.ringing", "call.answered", "call.completed"));
        Answer again = hangup(id);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("call_id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "busy, busy, TEL-202, 486",
        "no_answer, no_answer, TEL-203, 480",
        "rejected, failed, TEL-204, 603",
        "failed, failed, TEL-201, 503",
    })
    void who_does_not_talk_is_an_answer_and_never_dialled_again(String told, String status, String code, int sip) {
        sandbox().behave("telnyx", "{\"receipt_status\":\"" + told + "\",\"count\":1}");
        String to = callee();

        String id = id(call(to, ""));

        JsonNode over = awaitStatus(id, status);
        assertThat(over.path("error_code").asText()).isEqualTo(code);
        assertThat(over.path("sip_response_code").asInt()).isEqualTo(sip);
        assertThat(over.path("duration_seconds").asInt()).isZero();
        assertThat(over.path("cost").path("amount").decimalValue()).isZero();
        assertThat(awaitCdr(id).path("error_code").asText()).isEqualTo(code);
        assertThat(sandbox().seen("telnyx", to)).isEqualTo(1);
    }

    @Test
    void reports_that_come_twice_change_nothing() {
        sandbox().behave("telnyx", "{\"receipt_status\":\"completed\",\"duplicate_receipts\":true,\"count\":1}");

        String id = id(call(callee(), ",\"webhook_url\":\"" + consumer.url() + "\""));

        awaitStatus(id, "completed");
        awaitCdr(id);
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(consumer.all()).hasSize(4));
        assertThat(consumer.all().stream()
                        .map(told -> told.json().path("sequence").asInt())
                        .sorted())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void what_one_carrier_certainly_did_not_take_goes_to_the_next_and_is_told_and_ended_by_that() {
        sandbox().behave("telnyx", "{\"status\":503,\"count\":1}");

        Answer made = call(callee(), "");

        String id = id(made);
        assertThat(made.json().at("/message/carrier").asText()).isEqualTo("Bandwidth");
        assertThat(awaitStatus(id, "in_progress").path("attempts").findValuesAsText("outcome"))
                .containsExactly("unavailable", "sent");
        assertThat(hangup(id).status()).isEqualTo(200);
        awaitStatus(id, "completed");
        assertThat(awaitCdr(id).path("cost").path("amount").decimalValue())
                .isEqualByComparingTo(new BigDecimal("0.01"));
    }

    @Test
    void a_call_that_no_carrier_takes_is_told_at_once() {
        sandbox().behave("telnyx", "{\"status\":503,\"count\":1}");
        sandbox().behave("bandwidth", "{\"status\":503,\"count\":1}");
        sandbox().behave("sinch", "{\"operation\":\"call.start\",\"status\":503,\"count\":1}");

        Answer answer = call(callee(), "");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.json().path("error_code").asText()).isEqualTo("TEL-006");
        JsonNode failed = get(answer.json().path("call_id").asText());
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("attempts").findValuesAsText("outcome"))
                .containsOnly("unavailable")
                .hasSize(3);
    }

    @Test
    void a_carriers_refusal_is_told_at_once() {
        sandbox().behave("telnyx", "{\"status\":422,\"count\":1}");

        Answer answer = call(callee(), "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("error_code").asText()).isEqualTo("TEL-002");
        assertThat(awaitCdr(answer.json().path("call_id").asText())
                        .path("error_code")
                        .asText())
                .isEqualTo("TEL-201");
    }

    @Test
    void a_call_whose_carrier_did_not_answer_in_time_is_found_by_its_reports_and_dialled_once() {
        sandbox().behave("telnyx", "{\"accept_then_timeout\":true,\"count\":1}");
        String to = callee();

        Answer answer = call(to, "");

        String id = id(answer);
        awaitStatus(id, "in_progress");
        assertThat(get(id).path("attempts").findValuesAsText("outcome")).containsExactly("unknown");
        assertThat(sandbox().seen("telnyx", to)).isEqualTo(1);
        assertThat(hangup(id).status()).isEqualTo(200);
        assertThat(awaitStatus(id, "completed").path("cost").path("amount").decimalValue())
                .isEqualByComparingTo("0.007");
    }

    @Test
    void a_call_that_fails_while_its_carrier_still_answers_was_taken_all_the_same() {
        sandbox().behave("telnyx", "{\"receipt_status\":\"failed\",\"early_receipt\":true,\"count\":1}");

        Answer answer = call(callee(), "");

        assertThat(answer.json().at("/message/status").asText())
                .as(answer.body())
                .isEqualTo("failed");
        assertThat(awaitStatus(id(answer), "failed").path("error_code").asText())
                .isEqualTo("TEL-201");
    }

    @Test
    void a_repeated_request_is_answered_as_the_first_and_dials_nobody() {
        String to = callee();
        String more = ",\"idempotency_key\":\"" + to + "\"";
        Answer first = call(to, more);

        Answer second = call(to, more);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(sandbox().seen("telnyx", to)).isEqualTo(1);
        assertThat(call(callee(), more).status()).isEqualTo(409);
    }

    @Test
    void what_is_forbidden_is_not_dialled() {
        String to = callee();
        sandbox().create("TEL DNC Entry", "{\"phone_number\":\"" + to + "\",\"organization\":\"Sandbox\"}");

        Answer listed = call(to, "");
        Answer premium = call("+19005551234", "");

        assertThat(listed.status()).isEqualTo(403);
        assertThat(listed.json().path("error_code").asText()).isEqualTo("TEL-103");
        assertThat(get(listed.json().path("call_id").asText()).path("status").asText())
                .isEqualTo("failed");
        assertThat(premium.json().path("error_code").asText()).isEqualTo("TEL-005");
        assertThat(sandbox().seen("telnyx", to)).isZero();
    }

    @Test
    void a_key_has_no_more_calls_up_than_it_may() {
        JsonNode key = sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"Sandbox\",\"permissions\":{\"voice\":{\"call\":true}},"
                                + "\"rate_limits\":{\"voice\":{\"concurrent\":1}}}");
        sandbox()
                .create(
                        "TEL DID",
                        "{\"phone_number\":\"" + callee()
                                + "\",\"country_code\":\"US\",\"status\":\"Active\",\"assigned_organization\":\"Sandbox\","
                                + "\"assigned_api_key\":\"" + key.path("name").asText() + "\"}");
        String secret = key.path("api_key").asText();
        List<Answer> answers = List.of(callAs(secret), callAs(secret));

        assertThat(answers.get(0).status()).as(answers.get(0).body()).isEqualTo(200);
        assertThat(answers.get(1).status()).isEqualTo(429);
        assertThat(answers.get(1).json().path("error_code").asText()).isEqualTo("TEL-003");
        String foreign = answers.get(0).json().at("/message/call_id").asText();
        assertThat(hangup(foreign).status()).isEqualTo(404);
        assertThat(sandbox().ask("voice.get_call", "call_id=" + foreign).status())
                .isEqualTo(404);
    }

    @Test
    void who_calls_for_help_is_stopped_by_nothing() {
        JsonNode key = sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"Sandbox\",\"permissions\":{\"emergency\":{\"call\":true}},"
                                + "\"rate_limits\":{\"voice\":{\"per_day\":1,\"concurrent\":1}}}");
        String from = callee();
        sandbox()
                .create(
                        "TEL DID",
                        "{\"phone_number\":\"" + from
                                + "\",\"country_code\":\"US\",\"status\":\"Active\",\"assigned_organization\":\"Sandbox\","
                                + "\"assigned_api_key\":\"" + key.path("name").asText() + "\"}");
        String secret = key.path("api_key").asText();
        assertThat(callAs(secret, callee()).json().path("error_code").asText()).isEqualTo("TEL-005");

        Answer nobodyKnowsWhere = callAs(secret, "933\",\"webhook_url\":\"" + consumer.url());
        sandbox()
                .create(
                        "TEL E911 Address",
                        "{\"status\":\"Active\",\"street_address\":\"1 Main St\",\"city\":\"Reno\",\"state\":\"NV\","
                                + "\"postal_code\":\"89501\",\"country\":\"US\",\"caller_name\":\"Desk\","
                                + "\"callback_number\":\"" + from + "\",\"assigned_did\":\"" + from + "\"}");
        Answer known = callAs(secret, "911");

        String id = id(nobodyKnowsWhere);
        assertThat(nobodyKnowsWhere.json().at("/message/warning/error_code").asText())
                .isEqualTo("TEL-501");
        assertThat(nobodyKnowsWhere.json().at("/message/carrier").asText()).isEqualTo("Telnyx");
        assertThat(id(known)).isNotEqualTo(id);
        assertThat(known.json().at("/message/warning").isMissingNode())
                .as(known.body())
                .isTrue();
        assertThat(known.json().at("/message/to_number").asText()).isEqualTo("911");
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(consumer.all())
                .extracting(told -> told.json().path("sequence").asInt() + " " + told.event())
                .contains("1 call.initiated", "2 call.emergency", "3 call.ringing"));
        Answer withoutPermission = callAs(keyThatOnlyCalls(), "911");
        assertThat(withoutPermission.status()).isEqualTo(403);
        assertThat(withoutPermission.json().path("error_code").asText()).isEqualTo("TEL-005");
    }

    private String keyThatOnlyCalls() {
        return sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"Sandbox\",\"permissions\":{\"voice\":{\"call\":true}}}")
                .path("api_key")
                .asText();
    }

    private Answer callAs(String secret) {
        return callAs(secret, callee());
    }

    private Answer callAs(String secret, String to) {
        return sandbox().hub.post("/api/method/dartwing_tel.api.voice.make_call", secret, "{\"to\":\"" + to + "\"}");
    }
}
