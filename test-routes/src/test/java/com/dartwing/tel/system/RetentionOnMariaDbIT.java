package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The months that MariaDB keeps records and messages in: added ahead, summed up, and dropped when they are over. */
class RetentionOnMariaDbIT {

    private static final YearMonth NOW = YearMonth.now(ZoneOffset.UTC);
    private static final List<String> TABLES = List.of("tel_cdr", "tel_sms_message");

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.ownOnMariaDb("--tel.retention.every=1s");
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = sandbox.database().connect();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static List<String> all(String query) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = sandbox.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    private static List<String> partitions(String table) throws SQLException {
        return all("SELECT partition_name FROM information_schema.partitions WHERE table_schema = DATABASE()"
                + " AND table_name = '" + table + "' ORDER BY partition_ordinal_position");
    }

    private static String name(YearMonth month) {
        return "p_" + month.toString().replace('-', '_');
    }

    private static void cdr(String id, LocalDate day, String cost) throws SQLException {
        run(
                "INSERT INTO tel_cdr (record_id, initiated_at, cdr_type, direction, from_number, to_number, status, carrier,"
                        + " cost_amount, cost_currency, organization, module, country_code, attempts, created_at, modified_at)"
                        + " VALUES ('" + id + "', '" + day
                        + " 10:00:00', 'SMS', 'Outbound', '+14155550100', '+14155561101',"
                        + " 'Delivered', 'sinch', " + cost + ", 'USD', 'Sandbox', 'm', 'US', '[]', NOW(6), NOW(6))");
    }

    private static String costs(LocalDate day) {
        JsonNode answer = sandbox.ask("analytics.get_costs", "group_by=day,carrier,country&from=" + day + "&to=" + day)
                .json()
                .path("message");
        return answer.path("costs").toString() + answer.path("totals");
    }

    @Test
    void months_are_ready_ahead_and_nothing_falls_into_the_future() throws SQLException {
        List<String> ahead = new ArrayList<>(IntStream.rangeClosed(0, 3)
                .mapToObj(i -> name(NOW.plusMonths(i)))
                .toList());
        ahead.add("p_future");

        for (String table : TABLES) {
            await().atMost(Sandbox.SOON)
                    .untilAsserted(() -> assertThat(partitions(table)).endsWith(ahead.toArray(String[]::new)));
        }
        sandbox.send("+14155561102", "");

        assertThat(all("SELECT name FROM tel_sms_message PARTITION (p_future)")).isEmpty();
        assertThat(all("SELECT name FROM tel_sms_message PARTITION (" + name(NOW) + ")"))
                .isNotEmpty();
    }

    @Test
    void a_day_that_is_over_is_summed_up_and_costs_the_same_to_the_cent() throws SQLException {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(40);
        run("INSERT INTO tel_cdr_day (cdr_day, state, summed_at, modified_at) VALUES ('" + day
                + "', 'Changed', NOW(6), NOW(6))");
        cdr("SMS-2026-990001", day, "0.0040");
        cdr("SMS-2026-990002", day, "0.007999");
        cdr("SMS-2026-990003", day, "NULL");
        String fromRecords = costs(day);

        run("UPDATE tel_cdr_day SET summed_at = NULL WHERE cdr_day = '" + day + "'");
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(
                        all("SELECT records FROM tel_cost_report WHERE summary_day = '" + day + "'"))
                .containsExactly("2"));

        assertThat(fromRecords).contains("0.011999");
        assertThat(costs(day)).isEqualTo(fromRecords);
    }

    @Test
    void a_month_is_dropped_when_it_is_over_and_its_sums_stay() throws SQLException {
        for (String table : TABLES) {
            await().atMost(Sandbox.SOON)
                    .untilAsserted(() -> assertThat(partitions(table)).contains(name(NOW)));
            String first = partitions(table).get(0);
            run("ALTER TABLE " + table + " REORGANIZE PARTITION " + first
                    + " INTO (PARTITION p_2020_01 VALUES LESS THAN"
                    + " ('2020-02-01'), PARTITION p_2020_02 VALUES LESS THAN ('2020-03-01'), PARTITION " + first
                    + " VALUES LESS THAN ('" + NOW.plusMonths(1).atDay(1) + "'))");
        }
        LocalDate day = LocalDate.of(2020, 1, 15);
        cdr("SMS-2020-990001", day, "0.25");
        message("SMS-2020-990001", "Delivered", "2020-01-15");
        message("SMS-2020-990002", "Delivered", "2020-02-15");
        message("SMS-2020-990003", "Undelivered", "2020-02-15");
        run("UPDATE tel_sms_message SET owner = 'node-x' WHERE name = 'SMS-2020-990003'");
        run("INSERT INTO tel_sms_attempt (name, message, carrier, outcome, started_at, latency_ms)"
                + " VALUES ('a-990001', 'SMS-2020-990001', 'sinch', 'SENT', '2020-01-15', 5)");
        run("INSERT INTO tel_cdr_day (cdr_day, state, modified_at) VALUES ('" + day + "', 'Changed', NOW(6))");

        await().atMost(Sandbox.SOON.multipliedBy(3)).untilAsserted(() -> {
            assertThat(partitions("tel_cdr")).doesNotContain("p_2020_01", "p_2020_02");
            assertThat(partitions("tel_sms_message"))
                    .doesNotContain("p_2020_01")
                    .contains("p_2020_02");
            assertThat(all("SELECT name FROM tel_sms_message WHERE created_at < '2021-01-01'"))
                    .as("one is not over, and stays")
                    .containsExactly("SMS-2020-990003");
        });

        assertThat(all("SELECT name FROM tel_sms_attempt WHERE name = 'a-990001'"))
                .isEmpty();
        assertThat(costs(day)).contains("\"amount\":0.25");
    }

    private static void message(String id, String status, String day) throws SQLException {
        run("INSERT INTO tel_sms_message (name, direction, status, from_number, to_number, body, encoding, segments,"
                + " character_count, created_at, modified_at, organization) VALUES ('" + id + "', 'Outbound', '"
                + status
                + "', '+14155550100', '+14155561103', 'x', 'GSM-7', 1, 1, '" + day + " 08:00:00', NOW(6), 'Sandbox')");
    }
}
