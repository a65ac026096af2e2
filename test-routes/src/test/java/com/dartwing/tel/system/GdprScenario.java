package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person may ask for, driven from outside against the packaged hub; each storage runs it. */
abstract class GdprScenario {

    private static final String EXPORT = "/api/method/dartwing_tel.admin.gdpr_export?phone_number=";
    private static final String ERASE = "/api/method/dartwing_tel.admin.gdpr_erase";
    private static int people = 7000;

    abstract Sandbox sandbox();

    private static synchronized String person() {
        return "+1415558" + people++;
    }

    private String delivered(String to, String body) {
        String id =
                Sandbox.id(sandbox().send("{\"to\":\"" + to + "\",\"body\":\"" + body + "\",\"context\":{\"a\":1}}"));
        sandbox().awaitStatus(id, "delivered");
        return id;
    }

    private JsonNode export(String number) {
        Answer answer = sandbox().adminGet(EXPORT + Sandbox.encoded(number));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("message");
    }

    private JsonNode erase(String number) {
        return sandbox().admin(ERASE, "{\"phone_number\":\"" + number + "\"}");
    }

    @Test
    void an_export_holds_all_that_is_kept_about_a_number() {
        String number = person();
        String body = "Hello " + UUID.randomUUID();
        String id = delivered(number, body);
        String answer = "I say " + UUID.randomUUID();
        sandbox().inbound(number, answer);
        sandbox().inbound(number, "STOP");
        await().atMost(Sandbox.SOON)
                .untilAsserted(
                        () -> assertThat(export(number).path("messages").size()).isGreaterThanOrEqualTo(4));

        JsonNode all = export(number);

        assertThat(all.path("messages").findValuesAsText("body")).contains(body, answer, "STOP");
        JsonNode first = all.path("messages").get(0);
        assertThat(first.path("name").asText()).isEqualTo(id);
        assertThat(first.path("attempts")).hasSize(1);
        assertThat(first.path("receipts")).isNotEmpty();
        assertThat(first.path("events").findValuesAsText("event")).contains("sms.delivered");
        assertThat(all.path("dnc_entries")).hasSize(1);
    }

    @Test
    void erasing_leaves_neither_content_nor_number_but_the_entry_that_protects() {
        String number = person();
        String body = "Hello " + UUID.randomUUID();
        String id = delivered(number, body);
        String waits = Sandbox.id(sandbox()
                .send(
                        number,
                        ",\"scheduled_for\":\"" + Instant.now().plusSeconds(3600) + "\",\"idempotency_key\":\""
                                + UUID.randomUUID() + "\""));
        sandbox().create("TEL DNC Entry", "{\"phone_number\":\"" + number + "\",\"organization\":\"Sandbox\"}");

        JsonNode erased = erase(number);

        assertThat(erased.path("under_way").asInt()).isZero();
        assertThat(erased.path("canceled").asInt()).isEqualTo(1);
        assertThat(erased.path("erased").path("messages").asInt()).isEqualTo(2);
        assertThat(erased.path("kept").path("dnc_entries").asInt()).isEqualTo(1);
        assertThat(sandbox().status(waits).path("status").asText()).isEqualTo("canceled");
        JsonNode status = sandbox().status(id);
        assertThat(status.path("status").asText()).isEqualTo("delivered");
        assertThat(status.path("to").asText())
                .isEqualTo(erased.path("pseudonym").asText())
                .matches("erased-[0-9a-f]{12}");
        assertThat(status.path("context").isNull()).isTrue();
        String record =
                sandbox().adminGet("/api/resource/TEL%20SMS%20Message/" + id).body();
        assertThat(record).doesNotContain(body).doesNotContain(number);
        assertThat(export(number).path("messages")).isEmpty();
        assertThat(export(number).path("dnc_entries")).hasSize(1);
        assertThat(erase(number).path("erased").path("messages").asInt()).isZero();
    }

    @Test
    void a_recipient_of_a_batch_that_waits_is_erased_too() {
        String number = person();
        String body = "Hello " + UUID.randomUUID();
        Answer batch = sandbox()
                .call(
                        "sms.send_batch_sms",
                        "{\"recipients\":[{\"to\":\"" + number + "\",\"body\":\"" + body + "\"}],\"scheduled_for\":\""
                                + Instant.now().plusSeconds(3600) + "\"}");
        assertThat(batch.status()).as(batch.body()).isBetween(200, 202);
        assertThat(export(number).path("batch_recipients").findValuesAsText("body"))
                .containsExactly(body);

        assertThat(erase(number).path("erased").path("batch_recipients").asInt())
                .isEqualTo(1);

        assertThat(export(number).path("batch_recipients")).isEmpty();
        String id = batch.json().path("message").path("batch_id").asText();
        sandbox().call("sms.cancel_batch", "{\"batch_id\":\"" + id + "\"}");
    }

    @Test
    void erasing_is_kept_in_the_audit_log_under_the_hash() {
        String number = person();
        delivered(number, "Hello");

        String pseudonym = erase(number).path("pseudonym").asText();

        String lines = sandbox()
                .adminGet("/api/resource/TEL%20Audit%20Log?fields=" + Sandbox.encoded("[\"*\"]") + "&filters="
                        + Sandbox.encoded("{\"log_type\":\"GDPR\",\"reference_name\":\"" + pseudonym + "\"}"))
                .body();
        assertThat(lines).contains("gdpr.erase").doesNotContain(number);
    }

    @Test
    void the_audit_log_names_no_person_and_is_intact_after_an_erasure() {
        String number = person();
        delivered(number, "Hello");
        sandbox().create("TEL DNC Entry", "{\"phone_number\":\"" + number + "\",\"organization\":\"Sandbox\"}");
        String hash = erase(number).path("pseudonym").asText().replace("erased-", "hashed-");

        String lines = sandbox()
                .adminGet("/api/resource/TEL%20Audit%20Log?limit_page_length=1000&fields=" + Sandbox.encoded("[\"*\"]")
                        + "&filters=" + Sandbox.encoded("{\"reference_doctype\":\"TEL DNC Entry\"}"))
                .body();
        assertThat(lines).contains(hash + "@Sandbox").doesNotContain(number);
        JsonNode verdict = sandbox().adminGet("/admin/audit/verify").json().path("message");
        assertThat(verdict.path("intact").asBoolean()).as(verdict.toString()).isTrue();
        assertThat(verdict.path("lines").asLong()).isPositive();
    }

    @Test
    void a_repeated_request_after_the_erasure_is_a_conflict_and_no_second_message() {
        String number = person();
        String request =
                "{\"to\":\"" + number + "\",\"body\":\"Hello\",\"idempotency_key\":\"" + UUID.randomUUID() + "\"}";
        sandbox().awaitStatus(Sandbox.id(sandbox().send(request)), "delivered");

        erase(number);

        assertThat(sandbox().send(request).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"nonsense, 400", "+18005559999, 409", "'', 400"})
    void what_is_no_persons_number_is_refused(String number, int status) {
        assertThat(sandbox()
                        .adminPost(ERASE, "{\"phone_number\":\"" + number + "\"}")
                        .status())
                .isEqualTo(status);
        assertThat(sandbox().adminGet(EXPORT + Sandbox.encoded(number)).status())
                .isEqualTo(status);
    }
}
