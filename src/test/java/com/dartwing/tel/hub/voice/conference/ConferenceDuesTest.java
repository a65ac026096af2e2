package com.dartwing.tel.hub.voice.conference;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.Explaining;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking after conferences costs the same however many are over. */
class ConferenceDuesTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant QUIET_SINCE = NOON.minusSeconds(3);
    private static final int OVER = 3_000;
    private static final int AT_ONCE = 100;
    private static final int FEW = 30;

    private final Tables tables = new Tables("conference-dues");
    private final Explaining jdbc = new Explaining(tables);
    private final ConferenceDues dues = new ConferenceDues(jdbc);

    @BeforeEach
    void fill() {
        tables.jdbc.update(
                """
                INSERT INTO tel_conference
                  (name, title, status, carrier, max_participants, api_key, created_at, ended_at, due_at, modified_at)
                SELECT 'OVER-' || x, 'Talk', 'Ended', 'acme', 10, 'KEY-1', '2026-03-01 00:00:00', '2026-03-01 00:10:00',
                  '2026-03-01 00:00:05', '2026-03-01 00:10:00'
                FROM SYSTEM_RANGE(1, ?)
                """,
                OVER);
        tables.jdbc.update(
                """
                INSERT INTO tel_conference_call (conference, call_name, place, turn, state, due_at)
                SELECT 'OVER-' || x, 'CALL-' || x, 0, 1, 'Left', '2026-03-01 00:00:05' FROM SYSTEM_RANGE(1, ?)
                """,
                OVER);
        conference("begun-late", "Starting", false, NOON.minusSeconds(1));
        conference("begun-now", "Starting", false, NOON.plusSeconds(5));
        conference("recorded-late", "In Progress", true, null);
        conference("unnamed", "In Progress", true, null);
        conference("joined-late", "In Progress", false, null);
        conference("quiet", "In Progress", false, null);
        participant("recorded-late", "CALL-A", "Joined", null);
        participant("unnamed", "CALL-C", "Joined", null);
        participant("joined-late", "CALL-B", "Joining", NOON.minusSeconds(1));
        tables.jdbc.execute("ANALYZE");
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private void conference(String name, String status, boolean recordDue, Instant due) {
        tables.jdbc.update(
                """
                INSERT INTO tel_conference
                  (name, title, status, carrier, carrier_conference_id, max_participants, api_key, created_at, record_due,
                   due_at, modified_at)
                VALUES (?, 'Talk', ?, 'acme', ?, 10, 'KEY-1', '2026-03-10 11:00:00', ?, ?, '2026-03-10 11:59:00')
                """,
                name,
                status,
                name.equals("unnamed") ? null : "carriers-" + name,
                recordDue,
                Sql.utc(due));
    }

    private void participant(String conference, String call, String state, Instant due) {
        tables.jdbc.update(
                "INSERT INTO tel_conference_call (conference, call_name, place, turn, state, due_at)"
                        + " VALUES (?, ?, 0, 1, ?, ?)",
                conference,
                call,
                state,
                Sql.utc(due));
    }

    @Test
    void what_nobody_did_in_time_is_found() {
        assertThat(dues.overdue(NOON, QUIET_SINCE, AT_ONCE))
                .containsExactlyInAnyOrder("begun-late", "recorded-late", "joined-late");

        assertThat(jdbc.mostScanned()).isBetween(1, FEW);
    }

    @Test
    void no_more_are_told_than_are_asked_for() {
        assertThat(dues.overdue(NOON, QUIET_SINCE, 2)).hasSize(2);
    }

    @Test
    void conferences_that_nobody_is_in_are_found() {
        assertThat(dues.empty(QUIET_SINCE, AT_ONCE)).containsExactly("quiet");

        assertThat(jdbc.mostScanned()).isBetween(1, FEW);
    }
}
