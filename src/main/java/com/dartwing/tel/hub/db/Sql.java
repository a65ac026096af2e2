package com.dartwing.tel.hub.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;

/** The few habits that all SQL here shares: times are UTC without a zone, lists are question marks. */
public final class Sql {

    /**
     * Before every time on record: where a query for what is due begins. Most rows have no time, and H2 would go through
     * them all when the query only said until when.
     */
    public static final String BEGINNING = "TIMESTAMP '1970-01-01 00:00:00'";

    private static final int PORTION = 10_000;

    private Sql() {}

    /** A column's value for an instant, to the microsecond that both databases keep. */
    public static LocalDateTime utc(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** The instant in a column, or null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /** A query whose rows come in portions, however many there are. */
    public static PreparedStatement streamed(Connection connection, String query) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(query, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(PORTION);
        return statement;
    }

    /** {@code ?,?,?} for an IN list of {@code count} values, at least one. */
    public static String marks(int count) {
        return String.join(",", Collections.nCopies(count, "?"));
    }

    /** That a column has a time, and that it has come by the time that is the parameter. */
    public static String due(String column) {
        return column + " BETWEEN " + BEGINNING + " AND ?";
    }

    /**
     * That a row stands behind another in a list whose newest comes first, and which is ordered by name where times are
     * the same. Its parameters are that other's time, its time again, and its name.
     */
    public static String behind(String time, String name) {
        // The first condition is what an index understands.
        return time + " <= ? AND (" + time + " < ? OR " + name + " < ?)";
    }

    /** {@code ('a','b')}: an IN list of words of ours, which hold no quotes. */
    public static String words(List<String> words) {
        return "('" + String.join("','", words) + "')";
    }

    /** The text, cut to what its column holds. */
    public static String cut(String text, int characters) {
        return text == null || text.length() <= characters ? text : text.substring(0, characters);
    }
}
