package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.dartwing.tel.crypto.MasterKey;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.AuditLog.Line;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class AuditLogTest {

    private final Tables tables = new Tables("audit");
    private final TransactionTemplate transaction = new TransactionTemplate(tables.transactions);
    private final AuditLog audit = new AuditLog(tables.jdbc, MasterKey.newHashingKey()::hash, Clock.systemUTC());

    @AfterEach
    void close() {
        tables.close();
    }

    private void add(Line... lines) {
        transaction.executeWithoutResult(status -> audit.add(List.of(lines)));
    }

    private static Line line(String action, String record) {
        return new Line(new Actor("ada", "192.0.2.7"), action, record, Map.of("n", 1));
    }

    @Test
    void each_line_holds_the_hash_of_the_one_before_it() {
        add(line("resource.create", "TEL DID/+14155550100"), line("sms.blocked", "SMS-2026-000001"));
        transaction.executeWithoutResult(status -> {
            audit.add("ada", "resource.update", "Organization/A", Map.of());
            status.setRollbackOnly();
        });
        add(line("phi.read", "TEL SMS Message/SMS-2026-000001"));

        List<Map<String, Object>> lines = tables.jdbc.queryForList("SELECT * FROM tel_audit_log ORDER BY position");

        assertThat(lines).extracting(line -> line.get("position")).containsExactly(1L, 2L, 3L);
        assertThat(lines.get(0).get("previous_hash")).isEqualTo("0".repeat(64));
        assertThat(lines.get(1).get("previous_hash")).isEqualTo(lines.get(0).get("entry_hash"));
        assertThat(lines.get(2).get("previous_hash")).isEqualTo(lines.get(1).get("entry_hash"));
    }

    @Test
    void a_line_says_who_did_what_to_which_record_and_from_where() {
        add(line("phi.read", "TEL SMS Message/SMS-2026-000001"), line("sms.blocked", "SMS-2026-000002"));

        assertThat(tables.jdbc.queryForMap("SELECT * FROM tel_audit_log WHERE position = 1"))
                .containsEntry("log_type", "PHI Access")
                .containsEntry("actor", "ada")
                .containsEntry("ip_address", "192.0.2.7")
                .containsEntry("reference_doctype", "TEL SMS Message")
                .containsEntry("reference_name", "SMS-2026-000001");
        assertThat(tables.jdbc.queryForMap("SELECT * FROM tel_audit_log WHERE position = 2"))
                .containsEntry("log_type", "Compliance")
                .containsEntry("reference_doctype", "TEL SMS Message")
                .containsEntry("reference_name", "SMS-2026-000002");
    }

    @Test
    void outside_a_transaction_nothing_is_added() {
        assertThatIllegalStateException().isThrownBy(() -> audit.add("ada", "x.y", "z", Map.of()));
    }
}
