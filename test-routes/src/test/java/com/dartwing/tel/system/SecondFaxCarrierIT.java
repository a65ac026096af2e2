package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the carrier that takes faxes second has of its own: its words for why one failed, and what it cannot do. */
class SecondFaxCarrierIT {

    private static final AtomicInteger MACHINES = new AtomicInteger(1000);

    private final Sandbox sandbox = Sandbox.onH2();

    @BeforeEach
    void theFirstIsAway() {
        sandbox.behave("telnyx", "{\"status\":503}");
    }

    @AfterEach
    void behaveAgain() {
        sandbox.behaveAgain("telnyx");
        sandbox.behaveAgain("sinch");
    }

    private static String machine() {
        return "+1628557" + MACHINES.getAndIncrement();
    }

    private String fax(String to, Map<String, String> more) {
        Map<String, String> fields = new TreeMap<>(more);
        fields.put("to", to);
        Answer answer = FaxClient.send(sandbox.hub, sandbox.key.apiKey(), fields, FaxClient.pdf(2));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/message/fax_id").asText();
    }

    private JsonNode get(String id) {
        return sandbox.ask("fax.get_status", "fax_id=" + id).json().path("message");
    }

    private JsonNode awaitStatus(String id, String status) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(get(id).path("status").asText()).isEqualTo(status));
        return get(id);
    }

    @ParameterizedTest
    @CsvSource({
        "busy, failed, TEL-202, CALL_ERROR 17",
        "no_answer, failed, TEL-203, CALL_ERROR 16",
        "rejected, failed, TEL-204, CALL_ERROR 19",
        "negotiation, failed, TEL-301, CALL_ERROR 30",
        "failed, failed, TEL-302, FAX_ERROR 12",
        "partial, partial, TEL-302, FAX_ERROR 12",
    })
    void its_reasons_are_understood(String what, String status, String code, String cause) {
        sandbox.behave("sinch", "{\"receipt_status\":\"" + what + "\",\"count\":1}");
        String to = machine();

        String id = fax(to, Map.of("max_retries", "0"));

        JsonNode over = awaitStatus(id, status);
        assertThat(over.path("carrier").asText()).isEqualTo("Sinch");
        assertThat(over.path("error_code").asText()).isEqualTo(code);
        assertThat(sandbox.seen("sinch", to)).isEqualTo(1);
        assertThat(sandbox.adminGet(Sandbox.resource("TEL Fax", id))
                        .json()
                        .at("/data/failure_cause")
                        .asText())
                .isEqualTo(cause);
    }

    /** It tells of a fax in two forms, of which its customer chooses one; the document is fetched with a token. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_fax_comes_in_once_and_its_document_is_fetched(boolean form) {
        String from = machine();
        String number = machine();
        try (Consumer consumer = new Consumer()) {
            sandbox.create(
                    "TEL DID",
                    "{\"phone_number\":\"" + number + "\",\"country_code\":\"US\",\"status\":\"Active\","
                            + "\"assigned_organization\":\"Sandbox\",\"assigned_api_key\":\"KEY-sandbox\","
                            + "\"fax_enabled\":true,\"webhook_url\":\"" + consumer.url() + "\"}");
            sandbox.behave("sinch", "{\"operation\":\"fax.fetch\",\"status\":503,\"count\":1}");
            String order = "{\"id\":\"" + UUID.randomUUID() + "\",\"from\":\"" + from + "\",\"to\":\"" + number
                    + "\",\"fax\":\"letter.pdf\",\"form\":" + form + "}";

            comesIn(order);
            comesIn(order);

            await().atMost(Sandbox.SOON).until(() -> !consumer.all().isEmpty());
            JsonNode told = consumer.all().get(0).json();
            assertThat(told.path("event").asText()).isEqualTo("fax.received");
            assertThat(told.at("/data/from").asText()).isEqualTo(from);
            JsonNode fax = get(told.at("/data/fax_id").asText());
            assertThat(fax.path("status").asText()).isEqualTo("received");
            assertThat(fax.path("carrier").asText()).isEqualTo("Sinch");
            assertThat(fax.path("page_count").asInt()).isEqualTo(2);
            assertThat(consumer.all()).hasSize(1);
        } finally {
            sandbox.adminDelete(Sandbox.resource("TEL DID", number));
        }
    }

    private void comesIn(String order) {
        Answer answer = sandbox.hub.send("POST", "/sandbox/sinch/_inbound", Map.of(), order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"telnyx, ''", "sinch, ' '", "bandwidth, letter.tiff"})
    void a_simulator_brings_no_fax_that_is_none(String carrier, String document) {
        String order = "{\"from\":\"+14155551234\",\"to\":\"+18005559999\",\"fax\":\"" + document + "\"}";

        Answer answer = sandbox.hub.send("POST", "/sandbox/" + carrier + "/_inbound", Map.of(), order);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("fax");
    }

    @Test
    void what_it_has_cannot_be_stopped() {
        sandbox.behave("sinch", "{\"receipt_status\":\"sending\",\"count\":1}");
        String id = fax(machine(), Map.of());
        await().atMost(Sandbox.SOON)
                .untilAsserted(() ->
                        assertThat(get(id).path("carrier_fax_id").asText()).isNotBlank());

        Answer canceled =
                sandbox.hub.delete("/api/method/dartwing_tel.api.fax.cancel?fax_id=" + id, sandbox.key.apiKey());

        assertThat(canceled.status()).as(canceled.body()).isEqualTo(409);
        assertThat(canceled.json().path("fax_id").asText()).isEqualTo(id);
        assertThat(get(id).path("status").asText()).isEqualTo("queued");
    }

    @Test
    void an_answer_of_its_that_is_lost_is_found_by_its_report_and_nothing_is_sent_twice() {
        sandbox.behave("sinch", "{\"accept_then_timeout\":true,\"count\":1}");
        String to = machine();

        String id = fax(to, Map.of());

        awaitStatus(id, "delivered");
        assertThat(sandbox.seen("sinch", to)).isEqualTo(1);
        assertThat(sandbox.seen("telnyx", to)).isEqualTo(1);
    }
}
