package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of an MMS, driven from outside against the packaged hub; each storage runs it. */
abstract class MmsScenario {

    private static final String MEDIUM = "https://media.example.com/cat.jpg";
    private static int recipients = 1000;

    abstract Sandbox sandbox();

    private static synchronized String recipient() {
        return "+1415559" + recipients++;
    }

    private Answer send(String to, String more) {
        return sandbox().call("sms.send_mms", "{\"to\":\"" + to + "\"" + more + "}");
    }

    private static String media(String... urls) {
        return ",\"media_urls\":[\"" + String.join("\",\"", urls) + "\"]";
    }

    private JsonNode seen(String carrier, String to) {
        for (JsonNode call : sandbox().seen(carrier)) {
            if (to.equals(call.path("to").asText())) {
                return call;
            }
        }
        throw new AssertionError(carrier + " was not asked to send to " + to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "bandwidth", "sinch"})
    void an_mms_is_sent_with_its_media_and_delivered(String carrier) {
        String to = recipient();

        Answer answer = send(to, media(MEDIUM) + ",\"body\":\"A cat\",\"preferred_carrier\":\"" + carrier + "\"");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode message = answer.json().path("message");
        assertThat(message.path("carrier").asText()).isEqualToIgnoringCase(carrier);
        assertThat(message.path("segments").asInt()).isEqualTo(1);
        sandbox().awaitStatus(Sandbox.id(answer), "delivered");
        JsonNode call = seen(carrier, to);
        assertThat(call.path("media").get(0).asText()).isEqualTo(MEDIUM);
        assertThat(call.path("body").asText()).isEqualTo("A cat");
        JsonNode status = sandbox().status(Sandbox.id(answer));
        assertThat(status.path("media_urls").get(0).asText()).isEqualTo(MEDIUM);
    }

    @Test
    void an_mms_costs_what_an_mms_costs_and_no_carrier_without_mms_is_asked() {
        String to = recipient();

        Answer answer = send(to, media(MEDIUM) + ",\"subject\":\"Cats\",\"preferred_carrier\":\"didww\"");

        JsonNode message = answer.json().path("message");
        assertThat(message.path("carrier").asText()).isEqualTo("Telnyx");
        assertThat(message.path("cost").path("amount").decimalValue()).isEqualByComparingTo("0.015");
        assertThat(seen("telnyx", to).path("subject").asText()).isEqualTo("Cats");
        JsonNode candidates = sandbox()
                .ask("routing.get_trace", "id=" + Sandbox.id(answer))
                .json()
                .path("message")
                .path("candidates");
        assertThat(candidates.findValuesAsText("reason")).contains("it cannot carry mms");
    }

    @Test
    void a_carrier_that_cannot_take_so_many_media_is_passed_over() {
        Answer answer = send(
                recipient(), media(MEDIUM, "https://media.example.com/dog.jpg") + ",\"preferred_carrier\":\"sinch\"");

        assertThat(answer.json().path("message").path("carrier").asText()).isEqualTo("Telnyx");
        assertThat(sandbox()
                        .ask("routing.get_trace", "id=" + Sandbox.id(answer))
                        .json()
                        .path("message")
                        .path("candidates")
                        .findValuesAsText("reason"))
                .contains("it carries 1 media at most");
    }

    @Test
    void a_carrier_that_is_out_of_service_gives_way_to_the_next_for_mms_too() {
        String to = recipient();
        sandbox().behave("telnyx", "{\"status\":503,\"count\":1}");

        Answer answer = send(to, media(MEDIUM, "https://media.example.com/dog.jpg"));

        assertThat(answer.json().path("message").path("carrier").asText()).isEqualTo("Bandwidth");
        assertThat(seen("bandwidth", to).path("media")).hasSize(2);
        sandbox().awaitStatus(Sandbox.id(answer), "delivered");
    }

    @Test
    void the_same_mms_under_the_same_key_is_sent_once() {
        String to = recipient();
        String more = media(MEDIUM) + ",\"idempotency_key\":\"mms-" + to + "\"";

        Answer first = send(to, more);
        Answer second = send(to, more);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(sandbox().seen("telnyx", to)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no media | ,\"body\":\"x\" | TEL-011 | media_urls",
                "an empty list | ,\"media_urls\":[] | TEL-011 | media_urls",
                "no list | ,\"media_urls\":\"https://a.example/b\" | TEL-011 | media_urls",
                "not https | ,\"media_urls\":[\"http://a.example/b\"] | TEL-011 | media_urls",
                "credentials | ,\"media_urls\":[\"https://a:b@a.example/b\"] | TEL-011 | media_urls",
                "a number | ,\"media_urls\":[7] | TEL-011 | media_urls[0]",
                "unknown field | ,\"media_urls\":[\"https://a.example/b\"],\"colour\":1 | TEL-011 | colour",
                "letters | ,\"media_urls\":[\"https://a.example/b\"],\"sender_id\":\"ACME\" | TEL-101 | sender_id",
            })
    void a_request_that_is_wrong_is_refused_with_the_field_at_fault(
            String what, String more, String code, String field) {
        Answer answer = send("+14155591999", more);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("error_code").asText()).isEqualTo(code);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void an_sms_takes_no_media() {
        Answer answer = sandbox().send("+14155591999", media(MEDIUM));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("media_urls");
    }
}
