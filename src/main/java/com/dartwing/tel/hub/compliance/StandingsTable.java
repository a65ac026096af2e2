package com.dartwing.tel.hub.compliance;

import com.dartwing.tel.compliance.Consent;
import com.dartwing.tel.compliance.Contact;
import com.dartwing.tel.compliance.Standing;
import com.dartwing.tel.compliance.Standings;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.numbers.DncTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the do-not-contact list and the consent records of all recipients in one query, in the caller's transaction. */
@Component
public class StandingsTable implements Standings {

    /** Consent is asked for transactional messages too: it may have been withdrawn from everything. */
    private static final String QUERY =
            """
            SELECT phone_number, organization, NULL AS purpose, NULL AS status, source AS method, created_at AS at
            FROM tel_dnc_entry WHERE enabled = TRUE AND phone_number IN (%1$s)
            UNION ALL
            SELECT phone_number, organization, purpose, status, method, at
            FROM tel_consent_record WHERE phone_number IN (%1$s)
            """;

    /** A row about a number: an entry of the list when it has no purpose, else a word of consent. */
    private record Row(String organization, String purpose, Consent consent) {

        boolean binds(String asking) {
            return organization == null || organization.equals(asking);
        }
    }

    private final JdbcTemplate jdbc;

    public StandingsTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Standing> of(List<? extends Contact> contacts) {
        if (contacts.isEmpty()) {
            return List.of();
        }
        List<String> numbers = padded(contacts.stream()
                .map(contact -> contact.parties().to())
                .distinct()
                .toList());
        List<String> twice = new ArrayList<>(numbers);
        twice.addAll(numbers);
        Map<String, List<Row>> found = new HashMap<>();
        jdbc.query(
                QUERY.formatted(Sql.marks(numbers.size())),
                row -> {
                    Instant at = Sql.instant(row, "at");
                    boolean given = ConsentTable.GIVEN.equals(row.getString("status"));
                    found.computeIfAbsent(row.getString("phone_number"), any -> new ArrayList<>())
                            .add(new Row(
                                    row.getString("organization"),
                                    row.getString("purpose"),
                                    new Consent(given, row.getString("method"), at)));
                },
                twice.toArray());
        return contacts.stream()
                .map(contact -> standing(contact, found.get(contact.parties().to())))
                .toList();
    }

    private static Standing standing(Contact contact, List<Row> rows) {
        if (rows == null) {
            return Standing.UNKNOWN;
        }
        String purpose = contact.purpose().name().toLowerCase(Locale.ROOT);
        // "global" sorts nowhere special, but who is listed twice is told the same scope each time.
        TreeSet<String> scopes = new TreeSet<>();
        Consent latest = null;
        for (Row row : rows) {
            if (!row.binds(contact.owner().organization())) {
                continue;
            }
            if (row.purpose() == null) {
                scopes.add(Objects.requireNonNullElse(row.organization(), DncTable.GLOBAL));
            } else if (row.purpose().equals(purpose)
                    && (latest == null || row.consent().at().isAfter(latest.at()))) {
                latest = row.consent();
            }
        }
        boolean global = scopes.contains(DncTable.GLOBAL);
        String scope = global ? DncTable.GLOBAL : scopes.isEmpty() ? null : scopes.first();
        return new Standing(scope, latest);
    }

    /** Filled up to a power of two with the last number, so that the database knows few statements. */
    private static List<String> padded(List<String> numbers) {
        List<String> padded = new ArrayList<>(numbers);
        while (Integer.bitCount(padded.size()) != 1) {
            padded.add(numbers.get(numbers.size() - 1));
        }
        return padded;
    }
}
