package com.dartwing.tel.chaos;

import com.dartwing.tel.system.MariaDbProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the database holds about the messages of a trial. */
final class Records {

    private final MariaDbProcess database;
    private final String ids;

    Records(MariaDbProcess database, List<String> ids) {
        this.database = database;
        this.ids = "('" + String.join("','", ids) + "')";
    }

    long delivered() {
        return count("SELECT COUNT(*) FROM tel_sms_message WHERE status = 'Delivered' AND name IN " + ids);
    }

    /** Steps of a message's life that were written twice, or are missing in between. */
    long brokenSequences() {
        return count(
                "SELECT COUNT(*) FROM (SELECT record_id FROM tel_event WHERE record_id IN " + ids
                        + " GROUP BY record_id HAVING COUNT(*) <> COUNT(DISTINCT sequence) OR MAX(sequence) <> COUNT(*)) broken");
    }

    /** Messages with a call detail record. */
    long detailed() {
        return count("SELECT COUNT(DISTINCT record_id) FROM tel_cdr WHERE record_id IN " + ids);
    }

    long detailRecords() {
        return count("SELECT COUNT(*) FROM tel_cdr WHERE record_id IN " + ids);
    }

    /** Of these messages those with an attempt of which nobody knows whether the carrier took it. */
    Set<String> uncertain() {
        return names("SELECT DISTINCT message FROM tel_sms_attempt WHERE outcome = 'UNKNOWN' AND message IN " + ids);
    }

    /** The ids of the events of these messages. */
    Set<String> eventsOfThese() {
        return names("SELECT name FROM tel_event WHERE record_id IN " + ids);
    }

    /** The ids of all events there are. */
    Set<String> events() {
        return names("SELECT name FROM tel_event");
    }

    private long count(String sql) {
        return query(sql, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    private Set<String> names(String sql) {
        return query(sql, rows -> {
            Set<String> names = new HashSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        });
    }

    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Reader<T> reader) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return reader.read(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
