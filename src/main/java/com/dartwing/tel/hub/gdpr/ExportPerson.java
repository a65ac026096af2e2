package com.dartwing.tel.hub.gdpr;

import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.gdpr.PersonalData.Part;
import com.dartwing.tel.hub.gdpr.PersonalData.Table;
import com.dartwing.tel.hub.hipaa.HealthAccess;
import com.dartwing.tel.hub.hipaa.HealthData;
import com.dartwing.tel.hub.rest.TextStream;
import com.dartwing.tel.hub.vault.Vault;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.record.RecordKind;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** All that is kept about a number, as JSON that is read page by page while it is sent: it may be long. */
@Component
class ExportPerson {

    private static final int PAGE = 200;

    private static final String KEY = "row_key";

    /** What only tells how the hub works. */
    private static final List<String> INTERNAL = List.of("owner", "next_attempt_at", "body_hash");

    private final JdbcTemplate jdbc;
    private final PersonalData data;
    private final HealthData health;
    private final HealthAccess access;
    private final Vault vault;

    ExportPerson(JdbcTemplate jdbc, PersonalData data, HealthData health, HealthAccess access, Vault vault) {
        this.jdbc = jdbc;
        this.data = data;
        this.health = health;
        this.access = access;
        this.vault = vault;
    }

    /** @param reader of whom is kept which health data was opened for them */
    InputStream export(String number, Actor reader) {
        List<Iterator<String>> sections = new ArrayList<>();
        sections.add(
                List.of("{\"message\":{\"phone_number\":" + Json.write(number)).iterator());
        for (Table table : data.tables()) {
            sections.add(List.of("," + Json.write(table.name()) + ":[").iterator());
            sections.add(new Pages(table, number, reader));
            sections.add(List.of("]").iterator());
        }
        sections.add(List.of("}}").iterator());
        return new TextStream(new Joined(sections.iterator()));
    }

    /** Iterators one after the other. */
    private static final class Joined implements Iterator<String> {

        private final Iterator<Iterator<String>> all;
        private Iterator<String> current = Collections.emptyIterator();

        Joined(Iterator<Iterator<String>> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && all.hasNext()) {
                current = all.next();
            }
            return current.hasNext();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }
    }

    /** The rows of a table, each page as one text. */
    private final class Pages implements Iterator<String> {

        private final Table table;
        private final String number;
        private final Actor reader;
        private String last = "";
        private List<Map<String, Object>> page;

        Pages(Table table, String number, Actor reader) {
            this.table = table;
            this.number = number;
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            if (page == null) {
                page = page(table, number, last, reader);
            }
            return !page.isEmpty();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            boolean first = last.isEmpty();
            last = (String) page.get(page.size() - 1).get(KEY);
            page.forEach(row -> row.remove(KEY));
            String rows = Json.write(page);
            page = null;
            return (first ? "" : ",") + rows.substring(1, rows.length() - 1);
        }
    }

    private List<Map<String, Object>> page(Table table, String number, String after, Actor reader) {
        List<Object> values =
                new ArrayList<>(Collections.nCopies(table.numbers().size(), number));
        values.add(after);
        values.add(PAGE);
        List<Map<String, Object>> rows = jdbc.query(
                "SELECT " + table.table() + ".*, " + table.key() + " AS row_key FROM " + table.table() + " WHERE "
                        + table.condition() + " AND " + table.key() + " > ? ORDER BY row_key LIMIT ?",
                (row, n) -> row(row),
                values.toArray());
        if (!rows.isEmpty()) {
            table.parts().forEach(part -> attach(part, rows));
            rows.stream().filter(ExportPerson::holdsHealthData).forEach(row -> keepAccess(table, row, reader));
        }
        return rows;
    }

    private static boolean holdsHealthData(Map<String, Object> row) {
        return Boolean.TRUE.equals(row.get("hipaa_mode"));
    }

    private void keepAccess(Table table, Map<String, Object> row, Actor reader) {
        List<String> opened = new ArrayList<>(HealthData.COLUMNS);
        opened.removeIf(column -> row.get(column) == null);
        for (Part part : table.parts()) {
            for (Object one : (List<?>) row.get(part.name())) {
                part.health().keySet().stream()
                        .filter(column -> ((Map<?, ?>) one).get(column) != null)
                        .forEach(opened::add);
            }
        }
        String name = (String) row.get("name");
        access.read(reader, RecordKind.of(name).type() + "/" + name, opened, "GDPR export");
    }

    private void attach(Part part, List<Map<String, Object>> rows) {
        Map<Object, List<Map<String, Object>>> byLink = new HashMap<>();
        jdbc.query(
                "SELECT * FROM " + part.table() + " WHERE " + part.link() + " IN (" + Sql.marks(rows.size()) + ")",
                found -> {
                    byLink.computeIfAbsent(found.getString(part.link()), any -> new ArrayList<>())
                            .add(part(found));
                },
                rows.stream().map(row -> row.get("name")).toArray());
        rows.forEach(row -> {
            List<Map<String, Object>> found = byLink.getOrDefault(row.get("name"), List.of());
            found.forEach(one -> {
                open(part.sealed(), row, one);
                if (holdsHealthData(row)) {
                    open(part.health(), row, one);
                }
            });
            row.put(part.name(), found);
        });
    }

    private void open(Map<String, String> sealed, Map<String, Object> row, Map<String, Object> part) {
        String organization = (String) row.get("organization");
        sealed.forEach((column, place) -> part.computeIfPresent(
                column, (name, text) -> vault.open(organization, part.get(place) + "." + column, (String) text)));
    }

    /** A row with its content in clear. */
    private Map<String, Object> row(ResultSet row) throws SQLException {
        Map<String, Object> shown = part(row);
        if (shown.containsKey("hipaa_mode")) {
            shown.put("hipaa_mode", row.getBoolean("hipaa_mode"));
            for (String column : HealthData.COLUMNS) {
                // Of these a fax has its context alone.
                if (shown.containsKey(column)) {
                    shown.put(column, health.open(row, column));
                }
            }
        }
        return shown;
    }

    private static Map<String, Object> part(ResultSet row) throws SQLException {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String column = row.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
            if (!INTERNAL.contains(column)) {
                shown.put(column, value(row, i));
            }
        }
        return shown;
    }

    private static Object value(ResultSet row, int column) throws SQLException {
        return switch (row.getMetaData().getColumnType(column)) {
            case Types.TIMESTAMP -> {
                LocalDateTime time = row.getObject(column, LocalDateTime.class);
                yield time == null ? null : UtcTime.write(time.toInstant(ZoneOffset.UTC));
            }
            case Types.INTEGER, Types.BIGINT, Types.DECIMAL -> row.getBigDecimal(column);
            case Types.BOOLEAN, Types.BIT, Types.TINYINT -> row.getBoolean(column);
            default -> row.getString(column);
        };
    }
}
