package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Analytics from a real OpenSearch node: the same answers as from SQL, also after it was gone. */
class OpenSearchIT {

    private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    private static final List<String> GROUPS =
            List.of("", "day", "carrier,country", "day,carrier,country,module,organization,cost_center,cdr_type");

    private static OpenSearchProcess node;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        node = OpenSearchProcess.start();
        sandbox = Sandbox.ownOnMariaDb("--tel.opensearch.url=" + node.url(), "--tel.opensearch.timeout=30s");
    }

    @AfterAll
    static void end() {
        if (sandbox != null) {
            sandbox.close();
        }
        node.close();
    }

    private static void run(String statement) throws SQLException {
        try (Connection connection = sandbox.database().connect();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void cdr(int i, String cost, String more) throws SQLException {
        run(
                "INSERT INTO tel_cdr (record_id, initiated_at, cdr_type, direction, from_number, to_number, status, carrier,"
                        + " cost_amount, cost_currency, organization, module, cost_center, country_code, attempts, index_state,"
                        + " created_at, modified_at) VALUES ('SMS-2026-98" + "%04d".formatted(i) + "', '" + DAY
                        + " 10:00:00.00"
                        + "%04d".formatted(i) + "', 'SMS', 'Outbound', '+14155550100', '+1415556" + "%04d".formatted(i)
                        + "', 'Delivered', 'sinch', " + cost + ", " + (cost.equals("NULL") ? "NULL" : "'USD'")
                        + ", 'Sandbox', "
                        + more + ", '[]', 'Due', NOW(6), NOW(6))");
    }

    private static JsonNode ask(String function, String groupBy) {
        return sandbox.ask("analytics." + function, "from=" + DAY + "&to=" + DAY + "&group_by=" + groupBy)
                .json()
                .path("message");
    }

    private static void awaitSource(String source) {
        await().atMost(Sandbox.SOON.multipliedBy(3))
                .untilAsserted(() ->
                        assertThat(ask("get_costs", "").path("source").asText()).isEqualTo(source));
    }

    private static String without(JsonNode answer) {
        return ((ObjectNode) answer).without("source").toString();
    }

    /** What both say, when the index is up to date and when it is not. */
    private static void bothSayTheSame() throws SQLException {
        awaitSource("opensearch");
        List<String> indexed = GROUPS.stream()
                .map(by -> without(ask("get_costs", by)) + without(ask("get_usage", by)))
                .toList();
        // As long as the index may lack one of them, SQL answers.
        run("UPDATE tel_cdr SET index_state = 'Held' WHERE record_id = 'SMS-2026-980001'");
        awaitSource("sql");
        List<String> sql = GROUPS.stream()
                .map(by -> without(ask("get_costs", by)) + without(ask("get_usage", by)))
                .toList();
        assertThat(indexed).isEqualTo(sql);
        run("UPDATE tel_cdr SET index_state = 'Due' WHERE record_id = 'SMS-2026-980001'");
    }

    @Test
    void answers_are_the_same_to_the_cent_before_and_after_an_outage_and_an_erasure() throws Exception {
        run("INSERT INTO tel_cdr_day (cdr_day, state, summed_at, modified_at) VALUES ('" + DAY
                + "', 'Changed', NOW(6), NOW(6))");
        for (int i = 0; i < 50; i++) {
            cdr(
                    i,
                    i % 7 == 0 ? "NULL" : "0.00" + (i + 1) + "999",
                    i % 3 == 0 ? "NULL, NULL, NULL" : "'m" + i % 2 + "', 'CC-" + i % 4 + "', 'US'");
        }
        cdr(50, "123456789.123456", "'big', NULL, 'GB'");
        bothSayTheSame();
        awaitSource("opensearch");
        assertThat(ask("get_costs", "country")
                        .path("costs")
                        .get(0)
                        .path("cost")
                        .path("amount")
                        .asDouble())
                .isEqualTo(123456789.123456);

        node.kill9();
        cdr(51, "0.000001", "'late', NULL, 'GB'");
        assertThat(ask("get_costs", "").path("source").asText()).isEqualTo("sql");
        node.run();
        bothSayTheSame();

        sandbox.admin("/api/method/dartwing_tel.admin.gdpr_erase", "{\"phone_number\":\"+14155560007\"}");
        awaitSource("opensearch");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(node.ask("GET", "/tel_cdr-*/_search?q=record_id:%22SMS-2026-980007%22"))
                        .contains("erased-")
                        .doesNotContain("+14155560007"));
    }
}
