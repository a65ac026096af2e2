package com.dartwing.tel.hub.numbers;

import com.dartwing.tel.compliance.DncList;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Sql;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The do-not-contact list: always read from the table, one query for all messages that ask at the same time. */
@Component
public class DncTable implements DncList {

    /** In the place of the organisation's name when an entry binds everybody. */
    private static final String GLOBAL = "global";

    private record Question(String e164, String organization) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final GroupCommit<Question, Optional<String>> reader;

    public DncTable(JdbcTemplate jdbc, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.reader = new GroupCommit<>("dnc", transaction, this::answer, group -> Map.of());
    }

    @Override
    public Optional<String> scopeOf(String e164, String organization) {
        return GroupCommit.await(reader.submit(new Question(e164, organization)));
    }

    private List<Optional<String>> answer(List<Question> group) {
        Set<String> numbers = new HashSet<>();
        group.forEach(question -> numbers.add(question.e164()));
        Map<String, Set<String>> listed = new HashMap<>();
        jdbc.query(
                "SELECT phone_number, organization FROM tel_dnc_entry WHERE enabled = TRUE AND phone_number IN ("
                        + Sql.marks(numbers.size()) + ")",
                row -> {
                    String organization = row.getString("organization");
                    listed.computeIfAbsent(row.getString("phone_number"), any -> new HashSet<>())
                            .add(organization == null ? GLOBAL : organization);
                },
                numbers.toArray());
        return group.stream()
                .map(question -> {
                    Set<String> scopes = listed.getOrDefault(question.e164(), Set.of());
                    return scopes.contains(GLOBAL)
                            ? Optional.of(GLOBAL)
                            : Optional.ofNullable(question.organization()).filter(scopes::contains);
                })
                .toList();
    }

    /** Lists a number for an organisation, in the caller's transaction; answers whether it was not listed yet. */
    public boolean add(String e164, String organization, String source) {
        Instant now = clock.instant();
        int known = jdbc.queryForObject(
                "SELECT COUNT(*) FROM tel_dnc_entry WHERE name = ? AND enabled = TRUE",
                Integer.class,
                name(e164, organization));
        if (known > 0) {
            return false;
        }
        jdbc.update("DELETE FROM tel_dnc_entry WHERE name = ?", name(e164, organization));
        jdbc.update(
                "INSERT INTO tel_dnc_entry (name, phone_number, organization, source, enabled, created_at, modified_at)"
                        + " VALUES (?, ?, ?, ?, TRUE, ?, ?)",
                name(e164, organization),
                e164,
                organization,
                source,
                Sql.utc(now),
                Sql.utc(now));
        return true;
    }

    /** Takes a number off an organisation's list, in the caller's transaction; answers whether it was listed. */
    public boolean remove(String e164, String organization) {
        return jdbc.update("DELETE FROM tel_dnc_entry WHERE name = ?", name(e164, organization)) > 0;
    }

    /** The record's name: number and scope, so that neither is listed twice. */
    public static String name(String e164, String organization) {
        return e164 + "@" + (organization == null ? GLOBAL : organization);
    }

    @PreDestroy
    void close() {
        reader.close();
    }
}
