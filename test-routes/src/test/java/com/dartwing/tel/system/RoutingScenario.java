package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators say about the way of messages, and where it can be seen; each storage runs it. */
abstract class RoutingScenario {

    private static final String RULES = "/api/resource/TEL%20Route%20Rule";

    private static final String EXPLAIN = "/api/method/dartwing_tel.api.routing.explain";

    private final List<String> rules = new ArrayList<>();

    abstract Sandbox sandbox();

    @AfterEach
    void leaveNoRule() {
        rules.forEach(name -> sandbox().adminDelete(RULES + "/" + name));
    }

    private void rule(String name, String more) {
        sandbox().create("TEL Route Rule", "{\"name\":\"" + name + "\"," + more + "}");
        rules.add(name);
    }

    private JsonNode explain(String to, String more) {
        return sandbox()
                .call("routing.explain", "{\"to\":\"" + to + "\",\"body\":\"Hello\"" + more + "}")
                .json()
                .path("message");
    }

    private static JsonNode candidate(JsonNode told, String carrier) {
        return StreamSupport.stream(told.path("candidates").spliterator(), false)
                .filter(one -> one.path("carrier").asText().equals(carrier))
                .findFirst()
                .orElseThrow();
    }

    private static String verdict(JsonNode told, String stage) {
        return StreamSupport.stream(told.path("stages").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(stage))
                .map(one -> one.path("verdict").asText() + " "
                        + one.path("detail").asText().split(" ")[0])
                .findFirst()
                .orElse("none");
    }

    @Test
    void a_call_and_a_fax_are_judged_by_their_own_rules() {
        JsonNode premium = explain("+19005551234", ",\"operation\":\"voice\"");
        JsonNode help = explain("911", ",\"operation\":\"voice\"");
        JsonNode fax = explain("+14155520201", ",\"operation\":\"fax\",\"hipaa_mode\":true");

        assertThat(verdict(premium, "validate")).isEqualTo("block TEL-005");
        assertThat(verdict(help, "validate")).isEqualTo("pass 911");
        assertThat(verdict(help, "route")).startsWith("pass ");
        assertThat(candidate(help, "Sinch").path("eligible").asBoolean()).isFalse();
        assertThat(verdict(fax, "hipaa")).isEqualTo("block TEL-010");
        assertThat(verdict(fax, "content")).isEqualTo("none");
        assertThat(verdict(fax, "route")).startsWith("pass ");
    }

    @Test
    void a_key_that_only_calls_may_ask_about_calls() {
        String caller = sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"Sandbox\",\"permissions\":{\"voice\":{\"call\":true}}}")
                .path("api_key")
                .asText();
        String to = "{\"to\":\"+14155520301\"";

        JsonNode call = sandbox()
                .hub
                .post(EXPLAIN, caller, to + ",\"operation\":\"voice\"}")
                .json()
                .path("message");
        JsonNode text = sandbox().hub.post(EXPLAIN, caller, to + "}").json().path("message");

        assertThat(verdict(call, "route")).startsWith("pass ");
        assertThat(verdict(text, "admit")).isEqualTo("block TEL-005");
    }

    @Test
    void a_forbidden_carrier_is_not_tried_and_the_rule_is_told() {
        rule("no-telnyx", "\"action\":\"forbid\",\"carrier\":\"Telnyx\",\"prefix\":\"141555201\",\"priority\":5");

        HubProcess.Answer sent = sandbox().send("+14155520101", "");
        JsonNode trace = sandbox()
                .ask("routing.get_trace", "id=" + Sandbox.id(sent))
                .json()
                .path("message");

        assertThat(sent.json().path("message").path("carrier").asText()).isNotEqualTo("Telnyx");
        for (JsonNode told : List.of(trace, explain("+14155520101", ""))) {
            assertThat(candidate(told, "Telnyx").path("eligible").asBoolean()).isFalse();
            assertThat(candidate(told, "Telnyx").path("reason").asText()).isEqualTo("route rule no-telnyx forbids it");
            assertThat(candidate(told, "Telnyx").path("rule").asText()).endsWith("for prefix 141555201");
        }
        assertThat(candidate(explain("+14155520200", ""), "Telnyx")
                        .path("eligible")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_preferred_carrier_goes_first_within_its_hours() {
        rule(
                "prefer-didww",
                "\"action\":\"prefer\",\"carrier\":\"DIDWW\",\"prefix\":\"141555203\",\"module\":\"sandbox\","
                        + "\"window\":\"daily 00:00-24:00 America/New_York\"");

        assertThat(explain("+14155520301", "")
                        .path("candidates")
                        .get(0)
                        .path("carrier")
                        .asText())
                .isEqualTo("DIDWW");
        assertThat(explain("+14155520301", ",\"preferred_carrier\":\"sinch\"")
                        .path("candidates")
                        .get(0)
                        .path("carrier")
                        .asText())
                .isEqualTo("Sinch");
        assertThat(sandbox()
                        .send("+14155520301", "")
                        .json()
                        .path("message")
                        .path("carrier")
                        .asText())
                .isEqualTo("DIDWW");
    }

    @Test
    void a_price_in_another_currency_is_not_compared() {
        JsonNode rate = sandbox()
                .create(
                        "TEL Rate Table",
                        "{\"carrier\":\"Sinch\",\"operation\":\"sms\",\"prefix\":\"141555204\",\"price\":0.0001,"
                                + "\"currency\":\"EUR\",\"effective_from\":\"2026-01-01T00:00:00Z\"}");

        JsonNode sinch = candidate(explain("+14155520401", ""), "Sinch");
        sandbox()
                .adminDelete(
                        "/api/resource/TEL%20Rate%20Table/" + rate.path("name").asText());

        assertThat(sinch.path("eligible").asBoolean()).isFalse();
        assertThat(sinch.path("reason").asText()).isEqualTo("its rate is in EUR, and prices are compared in USD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"action\":\"forbid\",\"carrier\":\"Telnyx\",\"window\":\"always\" | window",
                "\"action\":\"forbid\",\"carrier\":\"Telnyx\",\"window\":\"daily 09:00-17:00 Mars\" | window",
                "\"action\":\"praise\",\"carrier\":\"Telnyx\" | action",
                "\"action\":\"forbid\",\"carrier\":\"Nobody\" | carrier",
                "\"action\":\"forbid\" | carrier",
                "\"action\":\"weight\",\"carrier\":\"Telnyx\",\"value\":101 | value",
                "\"action\":\"forbid\",\"carrier\":\"Telnyx\",\"prefix\":\"+14a5\" | prefix",
            })
    void a_rule_that_is_wrong_is_refused_with_the_field_at_fault(String fields, String field) {
        HubProcess.Answer answer = sandbox().adminPost(RULES, "{\"name\":\"wrong\"," + fields + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void rules_are_filtered_by_the_names_of_their_fields() {
        rule("weigh-sinch", "\"action\":\"weight\",\"carrier\":\"Sinch\",\"prefix\":\"141555205\",\"value\":7");

        JsonNode found = sandbox()
                .adminGet(RULES + "?fields=" + Sandbox.encoded("[\"name\",\"value\",\"window\"]") + "&filters="
                        + Sandbox.encoded("[[\"value\",\"=\",7],[\"window\",\"is\",\"not set\"]]"))
                .json()
                .path("data");

        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("value").asInt()).isEqualTo(7);
        assertThat(candidate(explain("+14155520501", ""), "Sinch")
                        .path("weight")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void a_pool_gives_each_recipient_the_number_of_its_area() {
        String key = sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"pooled\",\"organization\":\"Sandbox\",\"permissions\":"
                                + "{\"sms\":{\"send\":true}}}")
                .path("api_key")
                .asText();
        for (String number : List.of("+14155529001", "+12125529002")) {
            sandbox()
                    .create(
                            "TEL DID",
                            "{\"phone_number\":\"" + number + "\",\"country_code\":\"US\",\"status\":\"Active\","
                                    + "\"assigned_organization\":\"Sandbox\"}");
        }
        String name = keyName(key);
        sandbox()
                .create(
                        "TEL Number Pool",
                        "{\"name\":\"local\",\"strategy\":\"same-area\",\"organization\":\"Sandbox\","
                                + "\"assigned_api_key\":\"" + name + "\","
                                + "\"dids\":[\"+14155529001\",\"+12125529002\",\"+13105529003\"]}");

        assertThat(from(key, "{\"to\":\"+14155520601\",\"body\":\"Hi\"}")).isEqualTo("+14155529001");
        assertThat(from(key, "{\"to\":\"+12125520601\",\"body\":\"Hi\"}")).isEqualTo("+12125529002");
        assertThat(from(key, "{\"to\":\"+14155520601\",\"body\":\"Hi\",\"from_number\":\"+12125529002\"}"))
                .isEqualTo("+12125529002");
        JsonNode told = sandbox()
                .hub
                .post(EXPLAIN, key, "{\"to\":\"+14155520601\",\"body\":\"Hi\"}")
                .json()
                .path("message")
                .path("stages");
        assertThat(told.findValuesAsText("detail"))
                .contains("+14155529001 of pool local, one of 2 that can send: it has the recipient's area code");
    }

    private HubProcess.Answer importRates(String query, String csv) {
        return sandbox().adminPost("/admin/rates/import" + query, csv);
    }

    @Test
    void a_file_of_rates_is_tried_then_imported_then_written_out_again() {
        String csv =
                """
                carrier,operation,prefix,price,effective_from
                DIDWW,fax,14155521,0.0101,2026-01-01T00:00:00Z
                DIDWW,fax,14155522,0.02,2026-01-01T00:00:00Z
                DIDWW,fax,14155523,0.5,2099-01-01T00:00:00Z
                """;

        JsonNode tried = importRates("?dry_run=true", csv + "DIDWW,fax,nonsense,1,\n")
                .json()
                .path("message");
        HubProcess.Answer refused = importRates("", csv + "DIDWW,fax,nonsense,1,\n");
        HubProcess.Answer none = sandbox().adminGet("/admin/rates/export?carrier=didww");
        JsonNode made = importRates("", csv).json().path("message");
        HubProcess.Answer written = sandbox().adminGet("/admin/rates/export?carrier=didww");
        JsonNode again =
                importRates("?dry_run=true&mode=replace", written.body()).json().path("message");
        JsonNode replaced = importRates(
                        "?mode=replace", csv.replace("0.02,", "0.03,").replaceAll("DIDWW,fax,14155521.*\n", ""))
                .json()
                .path("message");

        assertThat(tried.path("added").asInt()).isEqualTo(3);
        assertThat(tried.path("bad_lines")).hasSize(1);
        assertThat(tried.path("bad_lines").get(0).path("line").asInt()).isEqualTo(5);
        assertThat(tried.path("bad_lines").get(0).path("reason").asText()).isEqualTo("prefix is not 1 to 15 digits");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(none.body()).doesNotContain("14155521");
        assertThat(made.path("added").asInt()).isEqualTo(3);
        assertThat(written.body()).contains("didww,fax,14155521,0.0101,USD,page,2026-01-01T00:00:00Z,true");
        assertThat(again.path("added").asInt()
                        + again.path("changed").asInt()
                        + again.path("removed").asInt())
                .as(again.toString())
                .isZero();
        assertThat(replaced.path("changed").asInt()).isEqualTo(1);
        assertThat(replaced.path("removed").asInt()).isEqualTo(1);
        assertThat(replaced.path("unchanged").asInt()).isEqualTo(1);
        assertThat(importRates("?mode=replace", "carrier,operation,prefix,price\nDIDWW,fax,999,1\n")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?dry_run=perhaps | carrier,operation,prefix,price | dry_run",
                "?mode=destroy | carrier,operation,prefix,price | mode",
                "?effective_from=soon | carrier,operation,prefix,price | effective_from",
                "?dry_run=true | carrier,operation,prefix | price",
            })
    void an_import_that_is_wrong_is_refused(String query, String csv, String field) {
        HubProcess.Answer answer = importRates(query, csv + "\n");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void hostile_files_are_refused_and_never_a_fault_of_ours() {
        for (String csv : List.of(
                "", "{}", "\u0000\u0000", "a,b\n\"", "carrier,operation,prefix,price\n\"" + "x".repeat(1_000_000))) {
            assertThat(importRates("", csv).status()).isEqualTo(400);
        }
        assertThat(sandbox()
                        .hub
                        .post("/admin/rates/import", sandbox().key.apiKey(), "x")
                        .status())
                .isIn(401, 403);
    }

    private String keyName(String key) {
        return sandbox()
                .adminGet("/api/resource/TEL%20API%20Key?filters="
                        + Sandbox.encoded("[[\"key_prefix\",\"=\",\"" + key.substring(0, 17) + "\"]]"))
                .json()
                .path("data")
                .get(0)
                .path("name")
                .asText();
    }

    private String from(String key, String json) {
        HubProcess.Answer answer = sandbox().hub.post("/api/method/dartwing_tel.api.sms.send_sms", key, json);
        return answer.json().path("message").path("from_number").asText();
    }
}
