package com.dartwing.tel.hub.gdpr;

import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.gdpr.PersonalData.Part;
import com.dartwing.tel.hub.gdpr.PersonalData.Table;
import com.dartwing.tel.hub.vault.Pseudonyms;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what is kept about a number: content goes, the number becomes a keyed hash, so that records still add up and
 * nobody can tell whose they are. What waits is canceled. A message that a node has in hand this moment is canceled and
 * left for the next call, for its outcome is still being written.
 */
@Component
class ErasePerson {

    private static final int PAGE = 200;
    private static final String MESSAGES = "tel_sms_message";

    /**
     * What was done, in rows.
     *
     * @param erased by the names of tables and parts
     * @param canceled messages that will not be sent
     * @param underWay messages to be erased by the next call
     */
    record Result(Map<String, Integer> erased, Map<String, Integer> kept, int canceled, int underWay) {}

    private final JdbcTemplate jdbc;
    private final PersonalData data;
    private final Pseudonyms pseudonyms;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ErasePerson(
            JdbcTemplate jdbc,
            PersonalData data,
            Pseudonyms pseudonyms,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.data = data;
        this.pseudonyms = pseudonyms;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** How a number is named once it is erased, and in the audit log. */
    String pseudonym(String number) {
        return pseudonyms.erased(number);
    }

    Result erase(String number, Actor person) {
        Map<String, Integer> erased = new LinkedHashMap<>();
        Map<String, Integer> kept = new LinkedHashMap<>();
        int canceled = cancel(number);
        for (Table table : data.tables()) {
            if (table.kept()) {
                kept.put(table.name(), count(table, number));
            } else {
                erase(table, number, erased);
            }
        }
        Result result = new Result(erased, kept, canceled, count(messages(), number));
        transaction.executeWithoutResult(status -> audit.add(
                person,
                "gdpr.erase",
                "Person/" + pseudonym(number),
                Map.of("erased", erased, "canceled", canceled, "under_way", result.underWay())));
        return result;
    }

    private Table messages() {
        return data.tables().stream()
                .filter(table -> table.table().equals(MESSAGES))
                .findFirst()
                .orElseThrow();
    }

    private int cancel(String number) {
        return jdbc.update(
                "UPDATE tel_sms_message SET status = 'Canceled', next_attempt_at = ?, held_until = NULL,"
                        + " modified_at = ? WHERE status IN ('Queued', 'Scheduled', 'Held') AND to_number = ?",
                Sql.utc(clock.instant()),
                Sql.utc(clock.instant()),
                number);
    }

    private int count(Table table, String number) {
        Integer rows = jdbc.queryForObject(
                "SELECT COUNT(*) FROM " + table.table() + " WHERE " + table.condition(),
                Integer.class,
                Collections.nCopies(table.numbers().size(), number).toArray());
        return rows == null ? 0 : rows;
    }

    private void erase(Table table, String number, Map<String, Integer> erased) {
        String last = "";
        while (true) {
            String after = last;
            List<String> names = transaction.execute(status -> {
                List<String> page = page(table, number, after);
                if (!page.isEmpty()) {
                    erased.merge(table.name(), erase(table, number, page), Integer::sum);
                    table.parts().forEach(part -> erased.merge(part.name(), erase(part, page), Integer::sum));
                    if (table.table().equals(MESSAGES)) {
                        silence(page);
                    }
                }
                return page;
            });
            if (names == null || names.isEmpty()) {
                return;
            }
            last = names.get(names.size() - 1);
        }
    }

    /** The next rows, locked; without those that a living node has in hand. */
    private List<String> page(Table table, String number, String after) {
        List<Object> values =
                new ArrayList<>(Collections.nCopies(table.numbers().size(), number));
        values.add(after);
        String free = "";
        if (table.table().equals(MESSAGES)) {
            free = " AND (owner IS NULL OR owner NOT IN (SELECT name FROM tel_node WHERE alive_until >= ?))";
            values.add(Sql.utc(clock.instant()));
        }
        values.add(PAGE);
        return jdbc.queryForList(
                "SELECT " + table.key() + " FROM " + table.table() + " WHERE " + table.condition() + " AND "
                        + table.key() + " > ?" + free + " ORDER BY " + table.key() + " LIMIT ? FOR UPDATE",
                String.class,
                values.toArray());
    }

    private int erase(Table table, String number, List<String> names) {
        List<String> assignments = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        table.numbers().forEach(column -> {
            assignments.add(column + " = CASE WHEN " + column + " = ? THEN ? ELSE " + column + " END");
            values.add(number);
            values.add(pseudonym(number));
        });
        return update(table.table(), table.key(), assignments, values, table.erase(), names);
    }

    private int erase(Part part, List<String> names) {
        return update(part.table(), part.link(), new ArrayList<>(), new ArrayList<>(), part.erase(), names);
    }

    private int update(
            String table,
            String link,
            List<String> assignments,
            List<Object> values,
            Map<String, String> erase,
            List<String> names) {
        erase.forEach((column, value) -> {
            assignments.add(column + " = ?");
            values.add(value);
        });
        values.addAll(names);
        return jdbc.update(
                "UPDATE " + table + " SET " + String.join(", ", assignments) + " WHERE " + link + " IN ("
                        + Sql.marks(names.size()) + ")",
                values.toArray());
    }

    /** Deliveries that nobody has heard of yet have nothing left to tell. */
    private void silence(List<String> messages) {
        jdbc.update(
                "UPDATE tel_webhook_delivery SET state = 'Canceled', next_attempt_at = NULL, last_error = 'erased'"
                        + " WHERE state IN ('Pending', 'Dead', 'Disabled') AND record_id IN ("
                        + Sql.marks(messages.size()) + ")",
                messages.toArray());
    }
}
