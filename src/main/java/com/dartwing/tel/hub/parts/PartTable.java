package com.dartwing.tel.hub.parts;

import com.dartwing.tel.hub.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A table of parts and its columns; the primary key is {@code name}.
 *
 * @param message column of the message's name
 * @param number column of the part's number
 * @param content column of its text
 * @param at column of the time at which it came
 * @param more columns of its origin, in the order of {@code values}
 * @param values of an origin
 * @param reader of an origin
 */
public record PartTable<O>(
        String table,
        String message,
        String number,
        String content,
        String at,
        List<String> more,
        Function<O, List<Object>> values,
        OriginReader<O> reader) {

    /** Reads what a row keeps beside its part. */
    @FunctionalInterface
    public interface OriginReader<O> {
        O read(ResultSet row) throws SQLException;
    }

    /** A part as it is kept. */
    public record Kept<O>(String message, int number, String content, Instant at, O origin) {}

    /** The parts of messages in their order, locked until the transaction ends. */
    List<Kept<O>> lock(JdbcTemplate jdbc, Collection<String> messages) {
        return jdbc.query(
                "SELECT * FROM " + table + " WHERE " + message + " IN (" + Sql.marks(messages.size()) + ") ORDER BY "
                        + number + " FOR UPDATE",
                (row, n) -> new Kept<>(
                        row.getString(message),
                        row.getInt(number),
                        row.getString(content),
                        Sql.instant(row, at),
                        reader.read(row)),
                messages.toArray());
    }

    /** @throws org.springframework.dao.DuplicateKeyException when one of them is there already */
    void insert(JdbcTemplate jdbc, List<Kept<O>> parts) {
        String columns = Stream.concat(Stream.of("name", message, number, content, at), more.stream())
                .collect(Collectors.joining(", "));
        jdbc.batchUpdate(
                "INSERT INTO " + table + " (" + columns + ") VALUES (" + Sql.marks(5 + more.size()) + ")",
                parts.stream().map(this::row).toList());
    }

    private Object[] row(Kept<O> part) {
        List<Object> row = new ArrayList<>();
        row.add(part.message() + "/" + part.number());
        row.add(part.message());
        row.add(part.number());
        row.add(part.content());
        row.add(Sql.utc(part.at()));
        row.addAll(values.apply(part.origin()));
        return row.toArray();
    }

    List<String> silentSince(JdbcTemplate jdbc, Instant before, int atMost) {
        return jdbc.queryForList(
                "SELECT " + message + " FROM " + table + " GROUP BY " + message + " HAVING MAX(" + at + ") < ? LIMIT "
                        + atMost,
                String.class,
                Sql.utc(before));
    }

    void delete(JdbcTemplate jdbc, String name) {
        jdbc.update("DELETE FROM " + table + " WHERE " + message + " = ?", name);
    }
}
