package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Messages with health data, driven from outside against the packaged hub; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HipaaScenario {

    private static final String SEND = "/api/method/dartwing_tel.api.sms.send_sms";
    private static final String STATUS = "/api/method/dartwing_tel.api.sms.get_status?message_id=";
    private static int recipients = 1000;

    private final Consumer consumer = new Consumer();
    private final String clinic = "Clinic " + UUID.randomUUID().toString().substring(0, 8);
    private String key;
    private String baa;

    abstract Sandbox sandbox();

    /** Whether a text can be found where the hub keeps its data. */
    abstract boolean isKept(String text);

    @BeforeAll
    void openTheClinic() {
        sandbox().create("Organization", "{\"name\":\"" + clinic + "\"}");
        JsonNode created = sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"" + clinic
                                + "\",\"permissions\":{\"sms\":{\"send\":true}}}");
        key = created.path("api_key").asText();
        sandbox()
                .create(
                        "TEL DID",
                        "{\"phone_number\":\"" + recipient()
                                + "\",\"country_code\":\"US\",\"status\":\"Active\",\"mms_enabled\":true,\"assigned_api_key\":\""
                                + created.path("name").asText() + "\"}");
        baa = sandbox()
                .create(
                        "TEL BAA Agreement",
                        "{\"organization\":\"" + clinic + "\",\"status\":\"Active\",\"expires_on\":\"2999-12-31\"}")
                .path("name")
                .asText();
    }

    @AfterAll
    void stop() {
        consumer.close();
    }

    private static synchronized String recipient() {
        return "+1415558" + recipients++;
    }

    /** A text that nothing else holds. */
    private static String unique(String text) {
        return text + " " + UUID.randomUUID();
    }

    private Answer send(String body, String more) {
        return sandbox().hub.post(SEND, key, "{\"to\":\"" + recipient() + "\",\"body\":\"" + body + "\"" + more + "}");
    }

    private Answer sendHealthData(String body, String more) {
        return send(body, ",\"hipaa_mode\":true" + more);
    }

    private JsonNode record(String path) {
        Answer answer = sandbox().adminGet("/api/resource/" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data");
    }

    private JsonNode accesses(String id) {
        return record("TEL%20Audit%20Log?fields=" + Sandbox.encoded("[\"*\"]") + "&order_by=position&filters="
                + Sandbox.encoded("[[\"log_type\",\"=\",\"PHI Access\"],[\"reference_name\",\"=\",\"" + id + "\"]]"));
    }

    @Test
    void without_an_agreement_hipaa_mode_is_refused() {
        Answer answer = sandbox().send(recipient(), ",\"hipaa_mode\":true");

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.json().path("error_code").asText()).isEqualTo("TEL-010");
    }

    @Test
    void an_agreement_that_is_not_in_force_does_not_count() {
        String path = "/api/resource/TEL%20BAA%20Agreement/" + baa;
        for (String change : new String[] {
            "{\"expires_on\":\"2020-01-01\"}", "{\"expires_on\":\"2999-12-31\",\"status\":\"Terminated\"}"
        }) {
            assertThat(sandbox().adminPut(path, change).status()).isEqualTo(200);
            assertThat(sendHealthData("Hello", "").json().path("error_code").asText())
                    .isEqualTo("TEL-010");
        }
        sandbox().adminPut(path, "{\"status\":\"Active\"}");
    }

    @Test
    void content_is_kept_sealed_and_reaches_the_carrier_in_clear() {
        String body = unique("Your result is positive");
        String clear = unique("Our office is closed");
        String context = unique("patient");

        Answer answer = sendHealthData(body, ",\"context\":{\"note\":\"" + context + "\"}");
        send(clear, "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String carrier = answer.json().path("message").path("carrier").asText().toLowerCase(java.util.Locale.ROOT);
        assertThat(sandbox().seen(carrier).toString()).contains(body);
        await().atMost(Sandbox.SOON).until(() -> isKept(clear));
        assertThat(isKept(body)).isFalse();
        assertThat(isKept(context)).isFalse();
        assertThat(sandbox().hub.logs()).doesNotContain(body).doesNotContain(context);
    }

    @Test
    void media_and_subject_are_kept_sealed_and_reach_the_carrier_in_clear() {
        String medium = "https://media.example.com/" + UUID.randomUUID() + ".jpg";
        String subject = unique("Your scan");

        Answer answer = sandbox()
                .hub
                .post(
                        "/api/method/dartwing_tel.api.sms.send_mms",
                        key,
                        "{\"to\":\"" + recipient() + "\",\"media_urls\":[\"" + medium + "\"],\"subject\":\"" + subject
                                + "\",\"hipaa_mode\":true}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String carrier = answer.json().path("message").path("carrier").asText().toLowerCase(java.util.Locale.ROOT);
        assertThat(sandbox().seen(carrier).toString()).contains(medium);
        String id = Sandbox.id(answer);
        JsonNode status = sandbox().hub.get(STATUS + id, key).json().path("message");
        assertThat(status.path("media_urls").get(0).asText()).isEqualTo(medium);
        assertThat(status.path("subject").asText()).isEqualTo(subject);
        assertThat(isKept(medium)).isFalse();
        assertThat(isKept(subject)).isFalse();
        assertThat(accesses(id)).hasSize(1);
    }

    @Test
    void a_repeated_request_is_answered_as_the_first_one() {
        String json = "{\"to\":\"" + recipient() + "\",\"body\":\"Hello\",\"hipaa_mode\":true,\"idempotency_key\":\""
                + UUID.randomUUID() + "\"}";

        Answer first = sandbox().hub.post(SEND, key, json);
        Answer again = sandbox().hub.post(SEND, key, json);
        Answer other = sandbox().hub.post(SEND, key, json.replace("Hello", "Other"));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void a_message_that_waits_is_opened_when_its_time_comes() {
        String body = unique("Your appointment");

        Answer answer = sendHealthData(
                body,
                ",\"scheduled_for\":\"" + java.time.Instant.now().plusSeconds(2)
                        + "\",\"preferred_carrier\":\"telnyx\"");

        assertThat(answer.json().path("message").path("status").asText()).isEqualTo("scheduled");
        await().atMost(Sandbox.SOON)
                .until(() -> sandbox().seen("telnyx").toString().contains(body));
    }

    @Test
    void who_reads_content_is_kept_and_a_list_shows_none() {
        String body = unique("Your result");
        String id = Sandbox.id(sendHealthData(body, ",\"context\":{\"a\":1}"));

        JsonNode list = record("TEL%20SMS%20Message?fields=" + Sandbox.encoded("[\"name\",\"body\",\"context_json\"]")
                + "&filters=" + Sandbox.encoded("{\"name\":\"" + id + "\"}"));
        assertThat(list.get(0).path("body").isNull()).isTrue();
        assertThat(accesses(id)).isEmpty();

        assertThat(record("TEL%20SMS%20Message/" + id + "?reason=" + Sandbox.encoded("complaint 7"))
                        .path("body")
                        .asText())
                .isEqualTo(body);
        assertThat(sandbox()
                        .hub
                        .get(STATUS + id, key)
                        .json()
                        .path("message")
                        .path("context")
                        .path("a")
                        .asInt())
                .isEqualTo(1);

        JsonNode lines = accesses(id);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("user").asText()).isEqualTo("admin");
        assertThat(lines.get(0).path("reason").asText()).isEqualTo("complaint 7");
        assertThat(lines.get(0).path("ip_address").asText()).isEqualTo("127.0.0.1");
        assertThat(lines.get(0).path("detail").path("fields").toString()).contains("body");
        assertThat(lines.get(1).path("user").asText()).startsWith("KEY-");
        assertThat(lines.get(0).path("previous_hash").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void a_user_sees_that_there_is_a_message_and_not_what_it_says() {
        String id = Sandbox.id(sendHealthData(unique("Your result"), ""));
        String user = "user-" + UUID.randomUUID();
        String password = UUID.randomUUID().toString();
        sandbox()
                .create(
                        "TEL Person",
                        "{\"username\":\"" + user + "\",\"password\":\"" + password
                                + "\",\"roles\":[\"Dartwing Tel User\"]}");

        Answer read = sandbox().hub.getAs(user, password, "/api/resource/TEL%20SMS%20Message/" + id);

        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertThat(read.json().path("data").path("name").asText()).isEqualTo(id);
        assertThat(read.json().path("data").path("body").isNull()).isTrue();
        assertThat(accesses(id)).isEmpty();
        assertThat(sandbox()
                        .hub
                        .getAs(user, password, "/api/resource/TEL%20Audit%20Log")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_audit_log_cannot_be_written_by_anybody() {
        JsonNode line = record("TEL%20Audit%20Log?limit_page_length=1").get(0);
        String path = "/api/resource/TEL%20Audit%20Log/" + line.path("name").asText();

        assertThat(sandbox().adminPut(path, "{\"user\":\"x\"}").status()).isEqualTo(403);
        assertThat(sandbox().adminPost("/api/resource/TEL%20Audit%20Log", "{}").status())
                .isEqualTo(403);
    }

    @Test
    void events_tell_the_id_and_the_state_and_where_the_rest_is() {
        String id =
                Sandbox.id(sendHealthData(unique("Your result"), ",\"status_callback\":\"" + consumer.url() + "\""));

        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(consumer.of(id))
                .extracting(Consumer.Delivery::event)
                .contains("sms.queued", "sms.delivered"));
        assertThat(consumer.of(id)).allSatisfy(delivery -> {
            JsonNode data = delivery.json().path("data");
            assertThat(data.fieldNames()).toIterable().containsExactlyInAnyOrder("message_id", "status", "url");
            assertThat(data.path("url").asText()).endsWith(STATUS + id);
        });
    }

    @Test
    void what_looks_like_health_data_is_flagged_and_sent() {
        String id = Sandbox.id(send("Patient 123-45-6789", ""));

        JsonNode trace = sandbox()
                .hub
                .get("/api/method/dartwing_tel.api.routing.get_trace?id=" + id, key)
                .json()
                .path("message");

        assertThat(trace.path("stages").toString()).contains("\"flag\"").contains("ssn");
        assertThat(trace.path("status").asText()).isIn("sent", "delivered");
        assertThat(sandbox().adminGet("/actuator/prometheus").body()).contains("tel_sms_health_data_suspected_total");
    }

    @Test
    void after_a_rotation_what_was_sealed_before_still_opens() {
        String before = unique("before");
        String old = Sandbox.id(sendHealthData(before, ""));
        String rotate = "/api/method/dartwing_tel.admin.rotate_hipaa_key";

        Answer rotated = sandbox().adminPost(rotate, "{\"organization\":\"" + clinic + "\"}");
        String after = unique("after");
        String fresh = Sandbox.id(sendHealthData(after, ""));

        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        assertThat(record("Organization/" + Sandbox.encoded(clinic))
                        .path("hipaa_key_id")
                        .asText())
                .isEqualTo(rotated.json().path("message").path("hipaa_key_id").asText());
        assertThat(record("TEL%20SMS%20Message/" + old).path("body").asText()).isEqualTo(before);
        assertThat(record("TEL%20SMS%20Message/" + fresh).path("body").asText()).isEqualTo(after);
        assertThat(sandbox().adminPost(rotate, "{\"organization\":\"Nobody\"}").status())
                .isEqualTo(404);
        assertThat(sandbox().adminPost(rotate, "{}").status()).isEqualTo(400);
    }

    @Test
    void the_secrets_that_sign_events_are_kept_sealed() {
        assertThat(isKept(sandbox().key.webhookSecret())).isFalse();
    }
}
