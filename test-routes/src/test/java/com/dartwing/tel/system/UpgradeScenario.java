package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The first release's schema with data in each of its tables, taken over by the hub of today; each storage runs it. */
abstract class UpgradeScenario {

    /** The last migration of the first release. */
    private static final String FIRST_RELEASE = "17";

    private static final String SMS = "/api/method/dartwing_tel.api.sms.get_status?message_id=";

    private static final String DELIVERIES = "/api/method/dartwing_tel.api.webhooks.list_deliveries?record_id=";

    private final SandboxKey key = SandboxKey.generate();

    /** A database with nothing in it. */
    interface Database extends AutoCloseable {

        Connection connect() throws SQLException;

        String tableOptions();

        /** A hub on it, not started yet. */
        HubProcess.Launch hub();

        @Override
        void close();
    }

    abstract Database database();

    @Test
    void what_the_first_release_kept_is_there_after_the_upgrade() throws Exception {
        try (Database database = database()) {
            fill(database);
            try (HubProcess hub = key.given(database.hub()).start()) {
                JsonNode old = message(hub, "SMS-2026-900001");
                assertThat(old.path("status").asText()).isEqualTo("delivered");
                assertThat(old.path("attempts")).hasSize(1);
                assertThat(trace(hub, "SMS-2026-900001").path("candidates")).hasSize(1);
                assertThat(record(hub, "TEL%20DID/%2B14155529100")
                                .path("auto_reply_text")
                                .asText())
                        .isEqualTo("We call back.");
                assertThat(record(hub, "TEL%20Carrier%20Config/sinch")
                                .path("weight")
                                .asInt())
                        .isEqualTo(40);
                assertThat(record(hub, "TEL%20Rate%20Table/telnyx-sms-1")
                                .path("price")
                                .asDouble())
                        .isEqualTo(0.0041);
                assertThat(record(hub, "TEL%20SMS%20Message/SMS-2026-900003")
                                .path("body")
                                .asText())
                        .isEqualTo("Hi");

                // What waited leaves, and so does what the old hub had in hand.
                awaitSent(hub, "SMS-2026-900002");
                awaitSent(hub, "SMS-2026-900004");

                // And whoever was still to be told is tried.
                await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(
                                hub.get(DELIVERIES + "SMS-2026-900002&event=sms.queued", key.apiKey())
                                        .body())
                        .contains("WH-2026-900002."));

                HubProcess.Answer blocked = send(hub, "+14155529101");
                assertThat(blocked.json().path("error_code").asText()).isEqualTo("TEL-103");
                JsonNode fresh = send(hub, "+14155529106").json().path("message");
                assertThat(fresh.path("status").asText()).isEqualTo("sent");
                assertThat(fresh.path("message_id").asText()).isGreaterThanOrEqualTo("SMS-2026-900100");
            }
        }
    }

    private static void fill(Database database) throws SQLException, IOException {
        Flyway.configure()
                .dataSource(new OneConnection(database))
                .locations("classpath:db/migration")
                .placeholders(Map.of("tableOptions", database.tableOptions()))
                .target(FIRST_RELEASE)
                .load()
                .migrate();
        try (InputStream file = UpgradeScenario.class.getResourceAsStream("/upgrade/v017.sql");
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("INSERT"))
                    .toList()) {
                statement.execute(line.substring(0, line.lastIndexOf(';')));
            }
        }
    }

    private JsonNode message(HubProcess hub, String id) {
        HubProcess.Answer answer = hub.get(SMS + id, key.apiKey());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("message");
    }

    private JsonNode trace(HubProcess hub, String id) {
        return hub.get("/api/method/dartwing_tel.api.routing.get_trace?id=" + id, key.apiKey())
                .json()
                .path("message");
    }

    private JsonNode record(HubProcess hub, String path) {
        return hub.getAs("admin", key.adminPassword(), "/api/resource/" + path)
                .json()
                .path("data");
    }

    private HubProcess.Answer send(HubProcess hub, String to) {
        return hub.post(
                "/api/method/dartwing_tel.api.sms.send_sms",
                key.apiKey(),
                "{\"to\":\"" + to + "\",\"body\":\"Hello\"}");
    }

    private void awaitSent(HubProcess hub, String id) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(() ->
                        assertThat(message(hub, id).path("status").asText()).isIn("sent", "delivered"));
    }
}
