package com.dartwing.tel.hub.voice;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.voice.WatchCalls.Silent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What is to be done about calls at some time: what they begin with, and the question of what became of them. Who claims
 * it pushes it into the future, so that a node that dies over it is followed by another.
 */
@Component
class CallDues {

    private static final int AT_ONCE = 100;

    /**
     * What an answered call is to begin with.
     *
     * @param text to be spoken, or null
     */
    record Greeting(
            String call,
            String carrier,
            String carrierCallId,
            String apiKey,
            String organization,
            String from,
            boolean recorded,
            String text,
            String voice) {}

    private final JdbcTemplate jdbc;

    CallDues(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Calls whose carriers should have told of their end. */
    List<Silent> silent(Instant now) {
        return jdbc.query(
                "SELECT * FROM tel_call WHERE " + Sql.due("watch_at") + " ORDER BY watch_at LIMIT " + AT_ONCE,
                (row, n) -> silent(row),
                Sql.utc(now));
    }

    private static Silent silent(ResultSet row) throws SQLException {
        return new Silent(
                row.getString("name"),
                row.getString("carrier"),
                row.getString("carrier_call_id"),
                Sql.instant(row, "answered_at"),
                Duration.ofSeconds(row.getInt("max_duration_seconds")),
                row.getInt("watch_tries"));
    }

    /** Whether this node is to ask about it; its tries are one more then. */
    boolean claim(Silent silent, Instant now, Instant until) {
        return jdbc.update(
                        "UPDATE tel_call SET watch_at = ?, watch_tries = watch_tries + 1"
                                + " WHERE name = ? AND watch_tries = ? AND watch_at <= ?",
                        Sql.utc(until),
                        silent.call(),
                        silent.tries(),
                        Sql.utc(now))
                == 1;
    }

    /** Lets a call that is up be asked about again. */
    void watch(String call, Instant at) {
        jdbc.update(
                "UPDATE tel_call SET watch_at = ?, watch_tries = 0 WHERE name = ? AND watch_at IS NOT NULL",
                Sql.utc(at),
                call);
    }

    /** Makes the greetings of calls due that were just answered, where they have one. */
    void greet(Collection<String> calls, Instant now) {
        if (!calls.isEmpty()) {
            List<Object> values = new ArrayList<>();
            values.add(Sql.utc(now));
            values.addAll(calls);
            jdbc.update(
                    "UPDATE tel_call SET greet_at = ? WHERE name IN (" + Sql.marks(calls.size())
                            + ") AND (tts_text IS NOT NULL OR recording_enabled = TRUE)",
                    values.toArray());
        }
    }

    /** Calls whose greeting was due by then. */
    List<String> greetings(Instant by) {
        return jdbc.queryForList(
                "SELECT name FROM tel_call WHERE " + Sql.due("greet_at") + " ORDER BY greet_at LIMIT " + AT_ONCE,
                String.class,
                Sql.utc(by));
    }

    /** Whether this node is to greet in the call. */
    boolean claimGreeting(String call, Instant now, Instant until) {
        return jdbc.update(
                        "UPDATE tel_call SET greet_at = ? WHERE name = ? AND greet_at <= ?",
                        Sql.utc(until),
                        call,
                        Sql.utc(now))
                == 1;
    }

    /** What a call is to begin with; nothing when it is over. */
    Optional<Greeting> greeting(String call) {
        return jdbc
                .query(
                        "SELECT * FROM tel_call WHERE name = ? AND status = 'In Progress'",
                        (row, n) -> new Greeting(
                                row.getString("name"),
                                row.getString("carrier"),
                                row.getString("carrier_call_id"),
                                row.getString("api_key"),
                                row.getString("organization"),
                                row.getString("from_number"),
                                row.getBoolean("recording_enabled"),
                                row.getString("tts_text"),
                                row.getString("tts_voice")),
                        call)
                .stream()
                .findFirst();
    }

    void greeted(String call) {
        jdbc.update("UPDATE tel_call SET greet_at = NULL WHERE name = ?", call);
    }
}
