package com.dartwing.tel.system;

import static com.dartwing.tel.system.Sandbox.encoded;
import static com.dartwing.tel.system.Sandbox.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of API keys, driven from outside; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeysScenario {

    private static final String ADMIN = "/api/method/dartwing_tel.admin.";
    private static final String EXPLAIN = "/api/method/dartwing_tel.api.routing.explain";
    private static final String MESSAGE = "{\"to\":\"+14155541234\",\"body\":\"Hello\"}";

    Sandbox sandbox;

    abstract Sandbox sandbox();

    @BeforeAll
    void start() {
        sandbox = sandbox();
    }

    JsonNode newKey() {
        return sandbox.create(
                "TEL API Key",
                "{\"module\":\"m\",\"organization\":\"Sandbox\",\"permissions\":{\"sms\":{\"send\":true}}}");
    }

    private Answer uses(String secret) {
        return sandbox.hub.post(EXPLAIN, secret, MESSAGE);
    }

    Answer order(String verb, String name) {
        return sandbox.adminPost(ADMIN + verb + "_key", "{\"name\":\"" + name + "\"}");
    }

    @Test
    void a_rotated_key_opens_with_both_secrets_and_without_grace_with_the_new_one_alone() {
        JsonNode key = newKey();
        String name = key.path("name").asText();
        String first = key.path("api_key").asText();

        JsonNode rotated = order("rotate", name).json().path("message");
        String second = rotated.path("api_key").asText();

        assertThat(second)
                .matches("tel_live_[0-9a-f]{64}")
                .startsWith(rotated.path("key_prefix").asText());
        assertThat(uses(first).status()).isEqualTo(200);
        assertThat(uses(second).status()).isEqualTo(200);

        String third = sandbox.admin(ADMIN + "rotate_key", "{\"name\":\"" + name + "\",\"grace_hours\":0}")
                .path("api_key")
                .asText();

        assertThat(uses(first).status()).isEqualTo(401);
        assertThat(uses(second).status()).isEqualTo(401);
        assertThat(uses(third).status()).isEqualTo(200);
    }

    @Test
    void a_key_rests_works_again_and_ends_for_good() {
        JsonNode key = newKey();
        String name = key.path("name").asText();
        String secret = key.path("api_key").asText();

        assertThat(order("suspend", name).json().path("message").path("status").asText())
                .isEqualTo("Suspended");
        assertThat(uses(secret).json().path("error_code").asText()).isEqualTo("TEL-008");
        assertThat(order("resume", name).status()).isEqualTo(200);
        assertThat(uses(secret).status()).isEqualTo(200);
        assertThat(order("revoke", name).status()).isEqualTo(200);
        assertThat(order("revoke", name).status()).isEqualTo(200);
        assertThat(uses(secret).status()).isEqualTo(401);
        assertThat(order("resume", name).json().path("error_code").asText()).isEqualTo("TEL-013");
        assertThat(order("rotate", name).status()).isEqualTo(409);
    }

    @Test
    void a_keys_record_never_shows_a_secret_again() {
        String name = newKey().path("name").asText();
        String secret =
                order("rotate", name).json().path("message").path("api_key").asText();

        Answer read = sandbox.adminGet("/api/resource/" + encoded("TEL API Key") + "/" + name);

        assertThat(read.json().path("data").path("key_prefix").asText()).isEqualTo(secret.substring(0, 17));
        assertThat(read.body()).doesNotContain(secret).doesNotContain("hash").doesNotContain("webhook_secret");
    }

    @Test
    void an_emergency_leaves_a_fraction_of_the_limits_until_it_is_cleared() {
        String secret = newKey().path("api_key").asText();

        JsonNode set = sandbox.admin(ADMIN + "set_emergency_limits", "{\"factor\":0.1,\"minutes\":5}");
        Answer limited = sandbox.hub.post("/api/method/dartwing_tel.api.sms.send_sms", secret, "{}");
        JsonNode cleared = sandbox.admin(ADMIN + "clear_emergency_limits", "");
        Answer free = sandbox.hub.post("/api/method/dartwing_tel.api.sms.send_sms", secret, "{}");

        assertThat(set.path("emergency").path("factor").asDouble()).isEqualTo(0.1);
        assertThat(set.path("emergency").path("set_by").asText()).isEqualTo("admin");
        assertThat(limited.status()).isEqualTo(400);
        assertThat(limited.header("X-RateLimit-Limit")).isEqualTo("1");
        assertThat(cleared.path("status").asText()).isEqualTo("normal");
        assertThat(free.header("X-RateLimit-Limit")).isEqualTo("10");
        assertThat(sandbox.admin(ADMIN + "set_emergency_limits", "")
                        .path("emergency")
                        .path("factor")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(sandbox.adminGet("/actuator/prometheus").body()).contains("tel_limits_emergency_factor 0.5");
        sandbox.admin(ADMIN + "clear_emergency_limits", "");
        assertThat(sandbox.adminGet(ADMIN + "limits_health")
                        .json()
                        .path("message")
                        .path("emergency")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"factor\":0}',factor",
        "'{\"factor\":1.5}',factor",
        "'{\"minutes\":0}',minutes",
        "'{\"hours\":1}',hours"
    })
    void an_emergency_of_no_sense_is_refused(String json, String field) {
        Answer answer = sandbox.adminPost(ADMIN + "set_emergency_limits", json);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void a_feature_is_off_for_whom_its_flag_names_until_the_flag_is_gone() {
        String marketing = MESSAGE.replace("}", ",\"purpose\":\"marketing\"}");
        JsonNode flag = sandbox.create(
                "TEL Feature Flag", "{\"name\":\"marketing\",\"organization\":\"Sandbox\",\"enabled\":false}");
        Answer refused = sandbox.send(marketing);
        Answer other = sandbox.send(MESSAGE);
        String name = flag.path("name").asText();
        sandbox.as("admin", sandbox.key.adminPassword(), "DELETE", resource("TEL Feature Flag", name), null);
        Answer afterwards = sandbox.send(marketing);

        assertThat(name).isEqualTo("marketing@Sandbox");
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.json().path("error_code").asText()).isEqualTo("TEL-009");
        assertThat(other.status()).isEqualTo(200);
        assertThat(afterwards.body()).doesNotContain("TEL-009");
        assertThat(sandbox.adminPost("/api/resource/" + encoded("TEL Feature Flag"), "{\"name\":\"nonsense\"}")
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("name");
    }

    @Test
    void a_person_may_what_its_role_may_and_nobody_more_for_oneself() {
        String password = "correct horse battery";
        sandbox.create(
                "TEL Person",
                "{\"username\":\"reader\",\"password\":\"" + password + "\",\"roles\":[\"Dartwing Tel User\"]}");
        sandbox.create(
                "TEL Person",
                "{\"username\":\"boss\",\"password\":\"" + password + "\",\"roles\":[\"System Manager\"]}");
        String list = "/api/resource/TEL%20DID";

        assertThat(sandbox.as("reader", password, "GET", list, null).status()).isEqualTo(200);
        assertThat(sandbox.as("reader", password, "POST", list, "{}").status()).isEqualTo(403);
        assertThat(sandbox.as("reader", password, "GET", "/api/resource/TEL%20Person", null)
                        .status())
                .isEqualTo(403);
        Answer self = sandbox.as(
                "boss", password, "PUT", resource("TEL Person", "boss"), "{\"roles\":[\"Dartwing Tel User\"]}");
        assertThat(self.status()).as(self.body()).isEqualTo(403);
        Answer changed = sandbox.as(
                "boss", password, "PUT", resource("TEL Person", "reader"), "{\"password\":\"another password\"}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).doesNotContain("password");
        assertThat(sandbox.as("reader", password, "GET", list, null).status()).isEqualTo(401);
        assertThat(sandbox.as("reader", "another password", "GET", list, null).status())
                .isEqualTo(200);
    }

    @Test
    void who_guesses_is_slowed_down_and_nobody_else() {
        Answer last = null;
        for (int guess = 0; guess < 40 && (last == null || last.status() == 401); guess++) {
            last = sandbox.as("mallory", "guess " + guess, "GET", "/api/resource/TEL%20DID", null);
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.json().path("error_code").asText()).isEqualTo("TEL-003");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(sandbox.adminGet("/api/resource/TEL%20DID").status()).isEqualTo(200);
        assertThat(sandbox.adminGet("/actuator/prometheus").body())
                .contains("tel_login_failures_total{operation=\"person\",status=\"throttled\"}");
    }

    @Test
    void the_hub_says_that_it_has_no_redis() {
        assertThat(sandbox.adminGet(ADMIN + "redis_health")
                        .json()
                        .path("message")
                        .path("status")
                        .asText())
                .isEqualTo("not configured");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rotate | {\"name\":\"KEY-none\"} | 404 | ``",
                "rotate | {\"name\":\"KEY-none\",\"grace_hours\":25} | 400 | grace_hours",
                "rotate | {\"name\":\"KEY-none\",\"grace_hours\":-1} | 400 | grace_hours",
                "rotate | {\"name\":\"KEY-none\",\"hours\":1} | 400 | hours",
                "rotate | {} | 400 | name",
                "revoke | {\"name\":5} | 400 | name",
                "suspend | {\"name\":\"KEY-none\"} | 404 | ``",
                "resume | [] | 400 | ``",
            })
    void an_order_that_is_wrong_is_refused(String verb, String json, int status, String field) {
        Answer answer = sandbox.adminPost(ADMIN + verb + "_key", json);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }
}
