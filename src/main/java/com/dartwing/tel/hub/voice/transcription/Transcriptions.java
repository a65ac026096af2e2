package com.dartwing.tel.hub.voice.transcription;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.vault.Vault;
import com.dartwing.tel.hub.voice.transcription.TranscriptionProperties.Provider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Transcriptions as rows of {@code tel_transcription}: Pending, until somebody has written down what is said; then Ready,
 * Failed when nobody could, or Deleted with its recording.
 */
@Component
public class Transcriptions {

    /** One that is to be made. */
    public record Due(String recording, String call, String organization, String format, int size, int tries) {}

    /**
     * One as callers see it.
     *
     * @param provider who made it, or null
     * @param text what is said, or null as long as nobody knows
     */
    public record Transcription(String state, String provider, String text) {

        public Map<String, Object> told() {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("status", state.toLowerCase(Locale.ROOT));
            told.put("provider", provider);
            told.put("text", text);
            return told;
        }
    }

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final TranscriptionProperties properties;
    private final Clock clock;

    Transcriptions(JdbcTemplate jdbc, Vault vault, TranscriptionProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Puts on record that a recording is to be transcribed, in the caller's transaction: if whoever began it, or the number
     * that was called, wants that, and somebody is there who does it.
     */
    public void want(String recording) {
        if (properties.provider() == Provider.NONE) {
            return;
        }
        Object now = Sql.utc(clock.instant());
        jdbc.update(
                "INSERT INTO tel_transcription (recording, call_name, state, next_attempt_at, created_at, modified_at)"
                        + " SELECT r.name, r.call_name, 'Pending', ?, ?, ? FROM tel_recording r WHERE r.name = ?"
                        + " AND (r.transcribe = TRUE OR EXISTS (SELECT 1 FROM tel_call c JOIN tel_did d"
                        + " ON d.phone_number = c.to_number WHERE c.name = r.call_name AND c.direction = 'Inbound'"
                        + " AND d.transcription_enabled = TRUE))",
                now,
                now,
                now,
                recording);
    }

    /** Claims some that are due, each until a time when another node may. */
    List<Due> claim(Duration lease, int most) {
        Instant now = clock.instant();
        return jdbc
                .query(
                        "SELECT t.recording, t.call_name, t.tries, r.organization, r.format, r.size_bytes"
                                + " FROM tel_transcription t JOIN tel_recording r ON r.name = t.recording"
                                + " WHERE " + Sql.due("t.next_attempt_at")
                                + " AND t.state = 'Pending' AND r.state = 'Ready'"
                                + " ORDER BY t.next_attempt_at LIMIT " + most,
                        (row, n) -> new Due(
                                row.getString("recording"),
                                row.getString("call_name"),
                                row.getString("organization"),
                                row.getString("format"),
                                row.getInt("size_bytes"),
                                row.getInt("tries")),
                        Sql.utc(now))
                .stream()
                .filter(due -> jdbc.update(
                                "UPDATE tel_transcription SET next_attempt_at = ?, tries = tries + 1"
                                        + " WHERE recording = ? AND tries = ? AND state = 'Pending'",
                                Sql.utc(now.plus(lease)),
                                due.recording(),
                                due.tries())
                        == 1)
                .toList();
    }

    /** Keeps what is said, in the caller's transaction; whether anybody still wants it. */
    boolean ready(Due due, String provider, String text) {
        return jdbc.update(
                        "UPDATE tel_transcription SET state = 'Ready', provider = ?, content = ?, next_attempt_at = NULL,"
                                + " last_error = NULL, modified_at = ? WHERE recording = ? AND state = 'Pending'",
                        provider,
                        vault.seal(due.organization(), place(due.recording()), text),
                        Sql.utc(clock.instant()),
                        due.recording())
                == 1;
    }

    /** @param again when it is tried again, or null when it never is */
    void missed(Due due, Instant again, String error) {
        jdbc.update(
                "UPDATE tel_transcription SET state = ?, next_attempt_at = ?, last_error = ?, modified_at = ?"
                        + " WHERE recording = ? AND state = 'Pending'",
                again == null ? "Failed" : "Pending",
                Sql.utc(again),
                Sql.cut(error, 500),
                Sql.utc(clock.instant()),
                due.recording());
    }

    /** That of a recording, if it has one. */
    public Optional<Transcription> find(String recording) {
        return jdbc
                .query(
                        "SELECT t.*, r.organization FROM tel_transcription t JOIN tel_recording r"
                                + " ON r.name = t.recording WHERE t.recording = ?",
                        (row, n) -> read(row),
                        recording)
                .stream()
                .findFirst();
    }

    private Transcription read(ResultSet row) throws SQLException {
        String content = row.getString("content");
        return new Transcription(
                row.getString("state"),
                row.getString("provider"),
                content == null
                        ? null
                        : vault.open(row.getString("organization"), place(row.getString("recording")), content));
    }

    /** Deletes what is said in a recording. */
    public void delete(String recording) {
        jdbc.update(
                "UPDATE tel_transcription SET state = 'Deleted', content = NULL, next_attempt_at = NULL,"
                        + " last_error = NULL, modified_at = ? WHERE recording = ?",
                Sql.utc(clock.instant()),
                recording);
    }

    /** Deletes those whose recordings are not there any more. */
    public void sweep() {
        jdbc.update("DELETE FROM tel_transcription WHERE recording NOT IN (SELECT name FROM tel_recording)");
    }

    private static String place(String recording) {
        return recording + ".content";
    }
}
