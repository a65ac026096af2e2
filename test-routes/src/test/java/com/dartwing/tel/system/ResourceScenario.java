package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The records, driven from outside; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ResourceScenario {

    private static final String RESOURCE = "/api/resource/";

    private final SandboxKey key = SandboxKey.generate();
    private HubProcess hub;

    abstract String[] storage();

    abstract void stopStorage();

    @BeforeAll
    void start() {
        hub = key.given(HubProcess.with(storage())).start();
    }

    @AfterAll
    void stop() {
        if (hub != null) {
            hub.close();
        }
        stopStorage();
    }

    private HubProcess.Answer person(String method, String path, String json) {
        String login = java.util.Base64.getEncoder()
                .encodeToString(("admin:" + key.adminPassword()).getBytes(StandardCharsets.UTF_8));
        return hub.send(
                method,
                RESOURCE + path,
                Map.of("Authorization", "Basic " + login, "Content-Type", "application/json"),
                json);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void a_second_key_sends_from_its_own_number_and_sees_only_its_own() {
        person("POST", "Organization", "{\"name\":\"Acme\"}");
        JsonNode created = person(
                        "POST",
                        "TEL%20API%20Key",
                        "{\"module\":\"m\",\"organization\":\"Acme\",\"permissions\":{\"sms\":{\"send\":true}}}")
                .json()
                .path("data");
        String second = created.path("api_key").asText();
        String name = created.path("name").asText();
        person(
                "POST",
                "TEL%20DID",
                "{\"phone_number\":\"+14155550177\",\"country_code\":\"US\",\"status\":\"Active\",\"assigned_api_key\":\""
                        + name + "\",\"assigned_organization\":\"Acme\"}");

        HubProcess.Answer own = hub.post(
                "/api/method/dartwing_tel.api.sms.send_sms", second, "{\"to\":\"+14155551234\",\"body\":\"Hello\"}");
        HubProcess.Answer others = hub.post(
                "/api/method/dartwing_tel.api.sms.send_sms",
                second,
                "{\"to\":\"+14155551234\",\"body\":\"Hello\",\"from_number\":\"+18005559999\"}");
        String id = own.json().path("message").path("message_id").asText();

        assertThat(own.json().path("message").path("from_number").asText()).isEqualTo("+14155550177");
        assertThat(others.json().path("error_code").asText()).isEqualTo("TEL-101");
        assertThat(hub.get("/api/method/dartwing_tel.api.sms.get_status?message_id=" + id, second)
                        .status())
                .isEqualTo(200);
        assertThat(hub.get("/api/method/dartwing_tel.api.sms.get_status?message_id=" + id, key.apiKey())
                        .status())
                .isEqualTo(404);

        person("PUT", "TEL%20API%20Key/" + name, "{\"status\":\"Suspended\"}");
        assertThat(hub.get("/api/method/dartwing_tel.api.sms.get_status?message_id=" + id, second)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_key_is_shown_once_and_its_secrets_never_again() {
        person("POST", "Organization", "{\"name\":\"Once\"}");
        JsonNode created = person("POST", "TEL%20API%20Key", "{\"module\":\"m\",\"organization\":\"Once\"}")
                .json()
                .path("data");

        HubProcess.Answer read =
                person("GET", "TEL%20API%20Key/" + created.path("name").asText(), null);

        assertThat(created.path("api_key").asText()).matches("tel_live_[0-9a-f]{64}");
        assertThat(created.path("api_key").asText())
                .startsWith(created.path("key_prefix").asText());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body())
                .doesNotContain("key_hash")
                .doesNotContain("webhook_secret")
                .doesNotContain(created.path("api_key").asText());
    }

    @Test
    void an_organisations_do_not_contact_entry_blocks_at_once_until_it_is_deleted() {
        HubProcess.Answer entry =
                person("POST", "TEL%20DNC%20Entry", "{\"phone_number\":\"+14155559911\",\"organization\":\"Sandbox\"}");
        HubProcess.Answer blocked = hub.post(
                "/api/method/dartwing_tel.api.sms.send_sms",
                key.apiKey(),
                "{\"to\":\"+14155559911\",\"body\":\"Hello\"}");
        person("DELETE", "TEL%20DNC%20Entry/" + encoded("+14155559911@Sandbox"), null);
        HubProcess.Answer free = hub.post(
                "/api/method/dartwing_tel.api.sms.send_sms",
                key.apiKey(),
                "{\"to\":\"+14155559911\",\"body\":\"Hello\"}");

        assertThat(entry.status()).isEqualTo(200);
        assertThat(blocked.json().path("error_code").asText()).isEqualTo("TEL-103");
        assertThat(free.status()).isEqualTo(200);
    }

    @Test
    void lists_are_filtered_ordered_and_paged_the_frappe_way() {
        JsonNode rates = person(
                        "GET",
                        "TEL%20Rate%20Table?fields=" + encoded("[\"name\",\"price\",\"prefix\"]") + "&filters="
                                + encoded("[[\"carrier\",\"=\",\"Sinch\"],[\"prefix\",\"in\",[\"1\",\"44\",\"49\"]]]")
                                + "&order_by=" + encoded("price desc") + "&limit_page_length=2",
                        null)
                .json()
                .path("data");

        assertThat(rates).hasSize(2);
        assertThat(rates.get(0).path("prefix").asText()).isEqualTo("49");
        assertThat(rates.get(1).path("prefix").asText()).isEqualTo("44");
    }

    @Test
    void every_carrier_has_its_switches_before_anybody_touched_them() {
        JsonNode carriers = person("GET", "TEL%20Carrier%20Config?order_by=carrier", null)
                .json()
                .path("data");
        HubProcess.Answer changed = person("PUT", "TEL%20Carrier%20Config/Sinch", "{\"weight\":7}");
        HubProcess.Answer seen = hub.getAs("admin", key.adminPassword(), "/health/carriers?carrier=sinch");

        assertThat(carriers.findValuesAsText("name")).contains("Sinch", "Telnyx");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(seen.json().path("message").path("weight").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET | TEL%20DID?order_by=phone_number;drop%20table%20tel_did | 400 | order_by",
                "GET | TEL%20DID?fields=%5B%22phone_number%20from%20tel_api_key%20--%22%5D | 400 | fields",
                "GET | TEL%20API%20Key?fields=%5B%22key_hash%22%5D | 400 | fields",
                "GET | TEL%20DID?filters=%5B%5B%221%3D1%20or%20name%22%2C%22%3D%22%2C%22x%22%5D%5D | 400 | filters",
                "GET | TEL%20DID?filters=nonsense | 400 | filters",
                "GET | TEL%20DID?limit_page_length=100000 | 400 | limit_page_length",
                "GET | TEL%20DID?order_by=%2C | 400 | order_by",
                "GET | TEL%20DID?filters=5 | 400 | filters",
                "GET | TEL%20DID?filters=%5B%5B%22monthly_cost%22%2C%22%3E%22%2C1e400%5D%5D | 400 | filters",
                "GET | TEL%20DID?filters=%5B%5B%22name%22%2C%22like%22%2C%22a%5C%5C%22%5D%5D | 200 | ``",
                "GET | TEL%20DID/%2B14155550100?name=x&type=Organization | 200 | ``",
                "PUT | TEL%20DID/%2B14155550100 {\"status\":null} | 400 | status",
                "DELETE | Organization/Sandbox | 409 | ``",
                "GET | TEL%20Nonsense | 404 | ``",
                "GET | TEL%20DID/%2B19995550000 | 404 | ``",
                "POST | TEL%20DID {\"phone_number\":\"+14155550100\",\"country_code\":\"US\"} | 409 | ``",
                "POST | TEL%20DID {\"phone_number\":\"nonsense\",\"country_code\":\"US\"} | 400 | phone_number",
                "POST | TEL%20DID {\"country_code\":\"US\"} | 400 | phone_number",
                "POST | Organization {\"name\":\"X\",\"colour\":1} | 400 | colour",
                "POST | Organization {\"name\":7} | 400 | name",
                "PUT | TEL%20SMS%20Message/SMS-2020-000001 {\"status\":\"Sent\"} | 403 | ``",
            })
    void what_is_wrong_is_refused_with_the_field_at_fault(String method, String request, int status, String field) {
        String path = request.replaceAll(" .*", "");
        String json =
                request.contains("{") ? request.substring(request.indexOf('{')).replace("`", "") : null;

        HubProcess.Answer answer = person(method, path, json);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (!field.isEmpty()) {
            assertThat(answer.json().path("field").asText()).isEqualTo(field);
        }
    }
}
