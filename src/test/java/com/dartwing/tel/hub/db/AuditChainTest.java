package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.crypto.HashingKey;
import com.dartwing.tel.crypto.MasterKey;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.AuditChain.Verdict;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.AuditLog.Line;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

class AuditChainTest {

    private final Tables tables = new Tables("audit-chain");
    private final TransactionTemplate transaction = new TransactionTemplate(tables.transactions);
    private final HashingKey key = MasterKey.newHashingKey();
    private final AuditLog audit = new AuditLog(tables.jdbc, key::hash, Clock.systemUTC());
    private final AuditChain chain = new AuditChain(tables.jdbc, key::hash);

    @BeforeEach
    void write() {
        for (int i = 0; i < 10; i++) {
            add(i);
        }
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private void add(int n) {
        Actor actor = new Actor("ada", n % 2 == 0 ? null : "192.0.2.7");
        transaction.executeWithoutResult(status -> audit.add(
                List.of(new Line(actor, "resource.update", "TEL DID/" + n, n == 3 ? "why" : null, Map.of("n", n)))));
    }

    @Test
    void as_it_was_written_it_is_intact() {
        assertThat(chain.verify())
                .isEqualTo(new Verdict(
                        true,
                        10,
                        null,
                        tables.jdbc.queryForObject("SELECT hash FROM tel_audit_head", String.class),
                        0,
                        0));
    }

    /** The first lines, as a release wrote them that had no key. */
    private void withoutKey(int lines) {
        String previous = "0".repeat(64);
        for (int i = 1; i <= lines; i++) {
            tables.jdbc.update(
                    "UPDATE tel_audit_log SET keyed = FALSE, previous_hash = ? WHERE position = ?", previous, i);
            previous = Objects.requireNonNull(tables.jdbc.queryForObject(
                    "SELECT * FROM tel_audit_log WHERE position = ?",
                    (row, n) -> AuditEntry.hash(AuditEntry.read(row)),
                    i));
            tables.jdbc.update("UPDATE tel_audit_log SET entry_hash = ? WHERE position = ?", previous, i);
        }
        tables.jdbc.update("DELETE FROM tel_audit_log WHERE position > ?", lines);
        tables.jdbc.update("UPDATE tel_audit_head SET position = ?, hash = ?", lines, previous);
    }

    @Test
    void lines_of_before_there_was_a_key_are_believed_when_they_come_first() {
        withoutKey(4);
        add(11);
        add(12);

        assertThat(chain.verify())
                .extracting(Verdict::intact, Verdict::lines, Verdict::unkeyed)
                .containsExactly(true, 6L, 4L);
    }

    @Test
    void who_has_no_key_cannot_go_on_with_the_chain() {
        withoutKey(4);
        add(11);
        add(12);
        tables.jdbc.update("UPDATE tel_audit_log SET keyed = FALSE, actor = 'eve' WHERE position = 6");
        String forged = tables.jdbc.queryForObject(
                "SELECT * FROM tel_audit_log WHERE position = 6", (row, n) -> AuditEntry.hash(AuditEntry.read(row)));
        tables.jdbc.update("UPDATE tel_audit_log SET entry_hash = ? WHERE position = 6", forged);
        tables.jdbc.update("UPDATE tel_audit_head SET hash = ?", forged);

        assertThat(chain.verify())
                .extracting(Verdict::intact, Verdict::brokenAt)
                .containsExactly(false, 6L);
    }

    @Test
    void an_empty_one_is_too() {
        tables.jdbc.update("DELETE FROM tel_audit_log");
        tables.jdbc.update("UPDATE tel_audit_head SET position = 0, hash = ?", "0".repeat(64));

        assertThat(chain.verify().intact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor = 'eve'",
                "detail = '{}'",
                "ip_address = NULL",
                "at = TIMESTAMP '2026-01-01 00:00:00'",
                "record_id = 'TEL DID/9'",
                "reason = 'because'",
                "entry_hash = NULL",
                "previous_hash = entry_hash"
            })
    void a_changed_line_shows(String change) {
        tables.jdbc.update("UPDATE tel_audit_log SET " + change + " WHERE position = 6");

        assertThat(chain.verify())
                .extracting(Verdict::intact, Verdict::brokenAt)
                .containsExactly(false, 6L);
    }

    @Test
    void a_removed_line_shows() {
        tables.jdbc.update("DELETE FROM tel_audit_log WHERE position = 4");

        assertThat(chain.verify())
                .extracting(Verdict::intact, Verdict::brokenAt)
                .containsExactly(false, 4L);
    }

    @Test
    void a_removed_line_shows_when_the_others_move_up() {
        tables.jdbc.update("DELETE FROM tel_audit_log WHERE position = 4");
        for (int i = 5; i <= 10; i++) {
            tables.jdbc.update("UPDATE tel_audit_log SET position = ? WHERE position = ?", i - 1, i);
        }

        assertThat(chain.verify().brokenAt()).isEqualTo(4);
    }

    @Test
    void lines_cut_off_at_the_end_show() {
        tables.jdbc.update("DELETE FROM tel_audit_log WHERE position > 8");

        assertThat(chain.verify())
                .extracting(Verdict::intact, Verdict::brokenAt)
                .containsExactly(false, 9L);
    }

    @Test
    void two_lines_in_each_others_place_show() {
        tables.jdbc.update("UPDATE tel_audit_log SET position = 100 WHERE position = 2");
        tables.jdbc.update("UPDATE tel_audit_log SET position = 2 WHERE position = 7");
        tables.jdbc.update("UPDATE tel_audit_log SET position = 7 WHERE position = 100");

        assertThat(chain.verify().brokenAt()).isEqualTo(2);
    }

    @Test
    void lines_of_before_there_was_a_chain_are_counted_and_break_nothing() {
        tables.jdbc.update("INSERT INTO tel_audit_log (name, at, actor, action, record_id) VALUES"
                + " ('old', CURRENT_TIMESTAMP, 'ada', 'x.y', 'z')");

        assertThat(chain.verify())
                .extracting(Verdict::intact, Verdict::unchained)
                .containsExactly(true, 1L);
    }
}
