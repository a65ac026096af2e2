package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Call detail records, from the message to whoever asks for them; each storage runs it. */
abstract class CdrScenario {

    private static final String CDRS = "analytics.get_cdrs";

    abstract Sandbox sandbox();

    private JsonNode cdrs(String query) {
        Answer answer = sandbox().ask(CDRS, query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("message");
    }

    private JsonNode awaitCdr(String id) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(
                        () -> assertThat(cdrs("record_id=" + id).path("cdrs")).hasSize(1));
        return cdrs("record_id=" + id).path("cdrs").get(0);
    }

    private String canceled(String to) {
        String id = Sandbox.id(
                sandbox().send(to, ",\"scheduled_for\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\""));
        assertThat(sandbox()
                        .call("sms.cancel_scheduled", "{\"message_id\":\"" + id + "\"}")
                        .status())
                .isEqualTo(200);
        return id;
    }

    @Test
    void a_delivered_message_has_a_record_with_every_carrier_that_was_tried() {
        sandbox().behave("telnyx", "{\"status\":503,\"count\":1}");
        Answer sent = sandbox().send("+14155561010", ",\"preferred_carrier\":\"telnyx\"");

        JsonNode cdr = awaitCdr(Sandbox.id(sent));

        JsonNode status = sandbox().status(Sandbox.id(sent));
        assertThat(cdr.path("status").asText()).isEqualTo("delivered");
        assertThat(cdr.path("carrier")).isEqualTo(status.path("carrier"));
        assertThat(cdr.path("ended_at")).isEqualTo(status.path("delivered_at"));
        await().atMost(Sandbox.SOON).untilAsserted(() -> {
            JsonNode whole = awaitCdr(Sandbox.id(sent));
            assertThat(whole.path("cost")).isEqualTo(status.path("cost"));
            assertThat(whole.path("attempts").findValuesAsText("outcome")).containsExactly("unavailable", "sent");
            assertThat(whole.path("attempts").get(0).path("carrier").asText()).isEqualTo("Telnyx");
            assertThat(whole.path("attempts").get(0).path("reason").asText()).isNotBlank();
        });
    }

    @Test
    void a_message_that_came_in_and_one_that_was_refused_have_records_and_count() {
        sandbox().inbound("+14155561011", "Hello");
        sandbox().create("TEL DNC Entry", "{\"phone_number\":\"+14155561012\",\"organization\":\"Sandbox\"}");
        Answer refused = sandbox().send("+14155561012", "");

        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(
                        cdrs("from_number=%2B14155561011").path("cdrs"))
                .hasSize(1));
        JsonNode received = cdrs("from_number=%2B14155561011").path("cdrs").get(0);
        JsonNode failed = awaitCdr(refused.json().path("message_id").asText());

        assertThat(received.path("status").asText()).isEqualTo("received");
        assertThat(received.path("direction").asText()).isEqualTo("inbound");
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("error_code").asText()).isEqualTo("TEL-103");
        JsonNode usage = sandbox()
                .ask("analytics.get_usage", "group_by=day,cdr_type")
                .json()
                .path("message");
        assertThat(usage.path("source").asText()).isEqualTo("sql");
        JsonNode today = usage.path("usage").get(usage.path("usage").size() - 1);
        assertThat(today.path("cdr_type").asText()).isEqualTo("sms");
        assertThat(today.path("inbound").asInt()).isPositive();
        assertThat(today.path("failed").asInt()).isPositive();
    }

    @Test
    void a_canceled_message_has_a_record_although_no_event_tells_of_it() {
        String id = canceled("+14155561001");

        JsonNode cdr = awaitCdr(id);

        assertThat(cdr.path("status").asText()).isEqualTo("canceled");
        assertThat(cdr.path("cdr_type").asText()).isEqualTo("sms");
        assertThat(cdr.path("country").asText()).isEqualTo("US");
        assertThat(cdr.path("organization").asText()).isEqualTo("Sandbox");
        assertThat(cdr.path("cost").isNull()).isTrue();
        assertThat(cdr.path("attempts")).isEmpty();
    }

    @Test
    void records_are_listed_newest_first_page_by_page_and_as_one_file() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(0, canceled("+14155561002"));
        }
        ids.forEach(this::awaitCdr);
        String mine = "to_number=%2B14155561002&status=canceled&from=2020-01-01";

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = cdrs(mine + "&limit=2&cursor=" + cursor);
            page.path("cdrs").forEach(cdr -> paged.add(cdr.path("record_id").asText()));
            cursor = page.path("next_cursor").asText(null);
        } while (cursor != null);
        Answer csv = sandbox().ask(CDRS, mine + "&format=csv");

        assertThat(paged).isEqualTo(ids);
        assertThat(csv.body().lines().skip(1).map(line -> line.split(",")[0])).isEqualTo(ids);
        assertThat(csv.body()).contains(",+14155561002,US,");
    }

    @Test
    void a_key_of_another_organization_sees_none_of_them() {
        String id = canceled("+14155561003");
        awaitCdr(id);
        sandbox().create("Organization", "{\"name\":\"Elsewhere " + id + "\"}");
        String other = sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"Elsewhere " + id
                                + "\",\"permissions\":{\"analytics\":{\"read\":true}}}")
                .path("api_key")
                .asText();

        for (String query : List.of("record_id=" + id, "organization=Sandbox", "to_number=%2B14155561003")) {
            Answer answer = sandbox().hub.get("/api/method/dartwing_tel.api." + CDRS + "?" + query, other);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("message").path("cdrs")).isEmpty();
        }
    }

    @Test
    void people_read_them_as_records_and_nobody_changes_them() {
        String id = canceled("+14155561004");
        awaitCdr(id);

        Answer read = sandbox().adminGet(Sandbox.resource("TEL CDR", id));

        assertThat(read.json().path("data").path("status").asText()).isEqualTo("Canceled");
        assertThat(sandbox().adminDelete(Sandbox.resource("TEL CDR", id)).status())
                .isEqualTo(403);
        assertThat(sandbox().adminPost("/api/resource/TEL%20CDR", "{}").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "status=gone, status",
        "cdr_type=telegram, cdr_type",
        "direction=up, direction",
        "carrier=nobody, carrier",
        "from=yesterday, from",
        "from=2026-02-30, from",
        "from=2026-02-02&to=2026-01-01, to",
        "to_number=12, to_number",
        "limit=1001, limit",
        "limit=0, limit",
        "cursor=nonsense, cursor",
        "format=xml, format",
        "recordid=1, recordid",
    })
    void a_question_that_is_wrong_is_refused_with_the_parameter_at_fault(String query, String field) {
        Answer answer = sandbox().ask(CDRS, query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("error_code").asText())
                .isEqualTo(field.endsWith("number") ? "TEL-001" : "TEL-011");
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"group_by=week, group_by", "group_by=day%2Cday, group_by", "to=soon, to", "carrier=Telnyx, carrier"})
    void sums_of_what_there_is_not_are_refused(String query, String field) {
        for (String function : List.of("analytics.get_usage", "analytics.get_costs")) {
            Answer answer = sandbox().ask(function, query);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("field").asText()).isEqualTo(field);
        }
    }
}
