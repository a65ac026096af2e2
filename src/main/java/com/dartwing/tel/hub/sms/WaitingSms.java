package com.dartwing.tel.hub.sms;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Messages that wait for their time: scheduled, held, or to be tried again. One that a node has in hand does not wait:
 * a carrier may be taking it at this moment.
 */
@Component
public class WaitingSms {

    private static final String WAITS = " AND owner IS NULL AND next_attempt_at IS NOT NULL";
    private static final String CANCELABLE = " status IN ('Queued', 'Scheduled', 'Held')" + WAITS;
    /** No event tells of it, so it is looked at once more: see LastLook. */
    private static final String CANCELED = " status = 'Canceled', modified_at = ?, next_attempt_at = ?,"
            + " held_until = NULL, error_code = NULL, error_message = NULL";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public WaitingSms(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whose messages are meant. */
    public sealed interface Whose {

        /** A caller's own. */
        record Of(String apiKey) implements Whose {}

        /** Anybody's: an operator asks. */
        record Anybody() implements Whose {}

        private String condition() {
            return this instanceof Of ? " AND api_key = ?" : "";
        }

        private Object[] and(Object... values) {
            if (!(this instanceof Of of)) {
                return values;
            }
            Object[] all = Arrays.copyOf(values, values.length + 1);
            all[values.length] = of.apiKey();
            return all;
        }
    }

    /**
     * Cancels a message; one that is canceled already stays so.
     *
     * @throws TelException.NotFound when there is no such message
     * @throws TelException.Conflict when it does not wait any more
     */
    public void cancel(String id, Whose whose) {
        Object now = Sql.utc(clock.instant());
        int canceled = jdbc.update(
                "UPDATE tel_sms_message SET" + CANCELED + " WHERE name = ? AND" + CANCELABLE + whose.condition(),
                whose.and(now, now, id));
        if (canceled == 0 && status(id, whose) != SmsStatus.CANCELED) {
            throw notWaiting(id, whose);
        }
    }

    /**
     * Lets a message that waits for its next try go at once.
     *
     * @throws TelException.NotFound when there is no such message
     * @throws TelException.Conflict when it does not wait for a try
     */
    public void sendNow(String id, Whose whose) {
        Object now = Sql.utc(clock.instant());
        int hurried = jdbc.update(
                "UPDATE tel_sms_message SET next_attempt_at = ?, modified_at = ? WHERE name = ? AND status = 'Queued'"
                        + WAITS + whose.condition(),
                whose.and(now, now, id));
        if (hurried == 0) {
            throw notWaiting(id, whose);
        }
    }

    /** Cancels all that wait of a caller's messages from one sender to one number; answers how many there were. */
    public int cancelAll(String from, String to, Whose.Of whose) {
        Object now = Sql.utc(clock.instant());
        return jdbc.update(
                "UPDATE tel_sms_message SET" + CANCELED + " WHERE from_number = ? AND to_number = ? AND" + CANCELABLE
                        + " AND api_key = ?",
                now,
                now,
                from,
                to,
                whose.apiKey());
    }

    /** Cancels the messages of a batch that wait, in the caller's transaction. */
    public void cancelBatch(String batch) {
        Object now = Sql.utc(clock.instant());
        jdbc.update("UPDATE tel_sms_message SET" + CANCELED + " WHERE batch = ? AND" + CANCELABLE, now, now, batch);
    }

    /** Lets every message that waits for its next try go at once; answers how many there were. */
    public int sendAllNow() {
        Instant now = clock.instant();
        return jdbc.update(
                "UPDATE tel_sms_message SET next_attempt_at = ? WHERE status = 'Queued' AND owner IS NULL"
                        + " AND next_attempt_at > ?",
                Sql.utc(now),
                Sql.utc(now));
    }

    private TelException notWaiting(String id, Whose whose) {
        SmsStatus status = status(id, whose);
        String why = status == SmsStatus.QUEUED ? "being sent" : status.answer();
        return new TelException.Conflict("The message is " + why);
    }

    private SmsStatus status(String id, Whose whose) {
        List<String> words = jdbc.queryForList(
                "SELECT status FROM tel_sms_message WHERE name = ?" + whose.condition(), String.class, whose.and(id));
        return words.stream()
                .findFirst()
                .map(SmsStatus::ofWord)
                .orElseThrow(() -> new TelException.NotFound("There is no message of this id"));
    }
}
