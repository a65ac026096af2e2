package com.dartwing.tel.hub.voice.recording;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.voice.CallReport.Recorded;
import com.dartwing.tel.voice.RecordingVerb.StartRecording;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recordings as rows of {@code tel_recording}: Recording, until its carrier tells where it lies; Pending, until it is
 * fetched; then Ready, Lost when it cannot be had, or Deleted. Refused is one that its carrier never began.
 */
@Component
public class Recordings {

    /** Whose call is recorded. */
    public record Owner(String call, String apiKey, String organization, String carrier) {}

    private final JdbcTemplate jdbc;
    private final RecordIds ids;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Recordings(JdbcTemplate jdbc, RecordIds ids, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Puts a recording on record before its carrier is asked to begin it.
     *
     * @return its id
     * @throws TelException.Conflict when the call is recorded already
     */
    public String begin(Owner owner, StartRecording wanted) {
        return begun(owner, wanted, false, false);
    }

    /** As {@link #begin}, but one that runs is as good. */
    public String ensure(Owner owner, StartRecording wanted) {
        return begun(owner, wanted, true, false);
    }

    /** As {@link #ensure}, of a message that somebody leaves for a number. */
    public String voicemail(Owner owner, StartRecording wanted) {
        return begun(owner, wanted, true, true);
    }

    private String begun(Owner owner, StartRecording wanted, boolean again, boolean voicemail) {
        return transaction.execute(status -> {
            lock(owner.call());
            Optional<String> open = open(owner.call());
            if (open.isPresent()) {
                if (again) {
                    return open.get();
                }
                throw new TelException.Conflict("The call is recorded already, as " + open.get()).about(owner.call());
            }
            String name = ids.next("REC");
            jdbc.update(
                    "INSERT INTO tel_recording (name, call_name, api_key, organization, carrier, state, channels,"
                            + " format, transcribe, voicemail, created_at, modified_at)"
                            + " VALUES (?, ?, ?, ?, ?, 'Recording', ?, ?, ?, ?, ?, ?)",
                    name,
                    owner.call(),
                    owner.apiKey(),
                    owner.organization(),
                    owner.carrier(),
                    wanted.channels(),
                    wanted.format(),
                    wanted.transcribe(),
                    voicemail,
                    Sql.utc(clock.instant()),
                    Sql.utc(clock.instant()));
            return name;
        });
    }

    /** One change of a call's recordings after the other. */
    private void lock(String call) {
        jdbc.queryForList("SELECT name FROM tel_call WHERE name = ? FOR UPDATE", String.class, call);
    }

    /** The recording of a call that its carrier has not told of yet, the oldest first. */
    public Optional<String> open(String call) {
        return jdbc
                .queryForList(
                        "SELECT name FROM tel_recording WHERE call_name = ? AND state = 'Recording'"
                                + " ORDER BY created_at, name",
                        String.class,
                        call)
                .stream()
                .findFirst();
    }

    /** The call that a recording of a caller's belongs to. */
    public Optional<String> callOf(String recording, String apiKey) {
        return jdbc
                .queryForList(
                        "SELECT call_name FROM tel_recording WHERE name = ? AND api_key = ?",
                        String.class,
                        recording,
                        apiKey)
                .stream()
                .findFirst();
    }

    /** Notes that the carrier did not begin it. */
    public void refused(String recording) {
        jdbc.update(
                "UPDATE tel_recording SET state = 'Refused', modified_at = ? WHERE name = ? AND state = 'Recording'",
                Sql.utc(clock.instant()),
                recording);
    }

    /**
     * Notes where a call's recording lies. A report that comes again changes nothing.
     *
     * @return whether the call is recorded by us
     */
    public boolean saved(String call, Recorded recorded) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            lock(call);
            List<String> known = jdbc.queryForList(
                    "SELECT name FROM tel_recording WHERE call_name = ? AND report = ?",
                    String.class,
                    call,
                    Sql.cut(recorded.report(), 120));
            Optional<String> open = open(call);
            if (!known.isEmpty() || open.isEmpty()) {
                return !known.isEmpty();
            }
            Object now = Sql.utc(clock.instant());
            jdbc.update(
                    "UPDATE tel_recording SET state = 'Pending', source_url = ?, report = ?, duration_seconds = ?,"
                            + " next_attempt_at = ?, modified_at = ? WHERE name = ?",
                    Sql.cut(recorded.url(), 2048),
                    Sql.cut(recorded.report(), 120),
                    (int) recorded.length().toSeconds(),
                    now,
                    now,
                    open.get());
            return true;
        }));
    }
}
