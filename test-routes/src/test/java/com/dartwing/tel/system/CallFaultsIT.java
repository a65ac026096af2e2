package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each carrier may do wrong: no call is dialled twice, none is left open, and each has one record in the end. */
class CallFaultsIT {

    private static final List<String> CARRIERS = List.of("telnyx", "bandwidth", "sinch");

    /** Orders to the simulator of whoever dials, by what is wrong. */
    private static final Map<String, String> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("is slow", "\"latency_ms\":1500");
        FAULTS.put("loses its answer", "\"accept_then_timeout\":true");
        FAULTS.put("never reports", "\"no_receipt\":true");
        FAULTS.put("repeats its reports", "\"duplicate_receipts\":true,\"receipt_status\":\"completed\"");
        FAULTS.put("reports before it answers", "\"early_receipt\":true,\"receipt_status\":\"completed\"");
        FAULTS.put("reports in the wrong order", "\"reverse_receipts\":true,\"receipt_status\":\"completed\"");
        FAULTS.put("reaches somebody busy", "\"receipt_status\":\"busy\"");
    }

    private final Sandbox sandbox = Sandbox.onH2();
    private final Calls calls = new Calls(sandbox);

    @BeforeEach
    void carriersAreThere() {
        calls.awaitCarrier();
    }

    @AfterEach
    void behaveAgain() {
        CARRIERS.forEach(sandbox::behaveAgain);
    }

    static Stream<String> carriers() {
        return CARRIERS.stream();
    }

    /** All faults one after the other, and what comes of them together: calls take their time. */
    @ParameterizedTest
    @MethodSource("carriers")
    void each_call_is_dialled_once_and_comes_to_an_end_whatever_its_carrier_does_wrong(String carrier) {
        Map<String, String> numbers = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        FAULTS.forEach((fault, order) -> {
            sandbox.behave(carrier, "{\"operation\":\"call.start\",\"count\":1," + order + "}");
            numbers.put(fault, Calls.callee());
            ids.put(fault, Calls.id(calls.make(numbers.get(fault), ",\"preferred_carrier\":\"" + carrier + "\"")));
        });

        ids.forEach((fault, id) -> {
            if (!FAULTS.get(fault).contains("receipt_status")) {
                boolean answered = !fault.equals("never reports");
                calls.awaitStatus(id, answered ? "in_progress" : "ringing");
                assertThat(calls.command("speak", id, ",\"text\":\"Hello\"").status())
                        .as(fault)
                        .isEqualTo(answered ? 200 : 409);
                assertThat(calls.hangup(id).status()).as(fault).isEqualTo(200);
            }
        });
        ids.forEach((fault, id) -> {
            await(fault).atMost(Sandbox.SOON).untilAsserted(() -> assertThat(cdrs(id))
                    .hasSize(1));
            JsonNode over = calls.get(id);
            assertThat(over.path("ended_at").asText()).as(fault).isNotEmpty();
            assertThat(cdrs(id).get(0).path("status").asText())
                    .as(fault)
                    .isEqualTo(over.path("status").asText());
            assertThat(CARRIERS.stream()
                            .mapToLong(one -> sandbox.seen(one, numbers.get(fault)))
                            .sum())
                    .as("how often it was dialled by one that " + fault)
                    .isEqualTo(1);
            if (FAULTS.get(fault).contains("completed")) {
                assertThat(over.path("status").asText()).as(fault).isEqualTo("completed");
                assertThat(over.path("answered_at").asText()).as(fault).isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void a_call_whose_end_is_not_answered_for_is_over_once_its_carrier_reports_it(String carrier) {
        String id = Calls.id(calls.make(Calls.callee(), ",\"preferred_carrier\":\"" + carrier + "\""));
        calls.awaitStatus(id, "in_progress");
        sandbox.behave(carrier, "{\"accept_then_timeout\":true,\"count\":1}");

        Answer unheard = calls.hangup(id);

        assertThat(unheard.json().path("error_code").asText())
                .as(unheard.body())
                .isEqualTo("TEL-006");
        calls.awaitStatus(id, "completed");
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(cdrs(id)).hasSize(1));
        assertThat(calls.hangup(id).status()).isEqualTo(409);
    }

    private JsonNode cdrs(String id) {
        return sandbox.ask("analytics.get_cdrs", "record_id=" + id).json().at("/message/cdrs");
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void each_command_that_a_carrier_refuses_or_does_not_hear_is_told_and_the_call_goes_on(String carrier) {
        String id = Calls.id(calls.make(Calls.callee(), ",\"preferred_carrier\":\"" + carrier + "\""));
        calls.awaitStatus(id, "in_progress");

        calls.assertThatFailuresAreTold(carrier, id);
    }
}
