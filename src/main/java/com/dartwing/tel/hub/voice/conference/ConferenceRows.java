package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.voice.conference.Conference;
import com.dartwing.tel.voice.conference.ConferenceRequest;
import com.dartwing.tel.voice.conference.ConferenceStatus;
import com.dartwing.tel.voice.conference.Participant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Conferences as rows of {@code tel_conference}, and who is in them as rows of {@code tel_conference_call}. */
@Component
class ConferenceRows {

    private static final String OPEN =
            Sql.words(List.of(ConferenceStatus.STARTING.word(), ConferenceStatus.IN_PROGRESS.word()));
    private static final String IN =
            Sql.words(List.of(Participant.State.JOINING.word(), Participant.State.JOINED.word()));

    private final JdbcTemplate jdbc;

    ConferenceRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param due when somebody else takes it up, if nobody has begun it by then */
    void insert(
            String id,
            ApiKey owner,
            ConferenceRequest request,
            String carrier,
            String recording,
            Instant now,
            Instant due) {
        jdbc.update(
                "INSERT INTO tel_conference (name, title, status, carrier, max_participants, recording, record_due,"
                        + " api_key, organization, module, webhook_url, created_at, due_at, modified_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                request.name(),
                ConferenceStatus.STARTING.word(),
                carrier,
                request.maxParticipants(),
                recording,
                recording != null,
                owner.name(),
                owner.organization(),
                owner.module(),
                request.webhookUrl(),
                Sql.utc(now),
                Sql.utc(due),
                Sql.utc(now));
        for (int place = 0; place < request.callIds().size(); place++) {
            // The first comes in with the beginning itself.
            insert(id, place, Participant.joining(request.callIds().get(place), false), place == 0 ? null : due);
        }
    }

    private void insert(String conference, int place, Participant participant, Instant due) {
        jdbc.update(
                "INSERT INTO tel_conference_call (conference, call_name, place, turn, state, muted, due_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                conference,
                participant.callId(),
                place,
                participant.turn(),
                participant.state().word(),
                participant.muted(),
                Sql.utc(due));
    }

    Optional<ConferenceRow> find(String id) {
        return read("SELECT * FROM tel_conference WHERE name = ?", id);
    }

    Optional<ConferenceRow> find(String id, String apiKey) {
        return read("SELECT * FROM tel_conference WHERE name = ? AND api_key = ?", id, apiKey);
    }

    /** For the caller's transaction alone. */
    Optional<ConferenceRow> lock(String id) {
        return read("SELECT * FROM tel_conference WHERE name = ? FOR UPDATE", id);
    }

    private Optional<ConferenceRow> read(String query, Object... values) {
        return jdbc.query(query, (row, n) -> read(row), values).stream().findFirst();
    }

    private ConferenceRow read(ResultSet row) throws SQLException {
        String id = row.getString("name");
        return new ConferenceRow(
                new Conference(
                        id,
                        row.getString("title"),
                        ConferenceStatus.ofWord(row.getString("status")),
                        Sql.instant(row, "started_at"),
                        Sql.instant(row, "ended_at"),
                        row.getString("end_reason"),
                        row.getInt("max_participants"),
                        participants(id)),
                row.getString("api_key"),
                row.getString("carrier"),
                row.getString("carrier_conference_id"),
                row.getString("webhook_url"),
                row.getString("recording"),
                row.getBoolean("record_due"),
                row.getInt("tries"),
                Sql.instant(row, "due_at"),
                row.getInt("event_sequence"),
                Sql.instant(row, "created_at"));
    }

    private List<Participant> participants(String conference) {
        return jdbc.query(
                "SELECT * FROM tel_conference_call WHERE conference = ? ORDER BY place",
                (row, n) -> new Participant(
                        row.getString("call_name"),
                        row.getInt("turn"),
                        Participant.State.ofWord(row.getString("state")),
                        row.getBoolean("muted"),
                        Sql.instant(row, "joined_at"),
                        Sql.instant(row, "left_at"),
                        row.getString("error_code"),
                        row.getString("error_message")),
                conference);
    }

    /**
     * Writes what a conference has come to.
     *
     * @param due when somebody else takes up who is to be let in, if nobody has done so by then
     */
    void write(Conference before, Conference after, int sequence, Instant now, Instant due) {
        jdbc.update(
                "UPDATE tel_conference SET status = ?, started_at = ?, ended_at = ?, end_reason = ?,"
                        + " duration_seconds = ?, event_sequence = ?, modified_at = ? WHERE name = ?",
                after.status().word(),
                Sql.utc(after.startedAt()),
                Sql.utc(after.endedAt()),
                Sql.cut(after.endReason(), 64),
                after.durationSeconds(),
                sequence,
                Sql.utc(now),
                after.id());
        List<Participant> all = after.participants();
        for (int place = 0; place < all.size(); place++) {
            Participant participant = all.get(place);
            Optional<Participant> known = before.participant(participant.callId());
            if (known.isEmpty()) {
                insert(after.id(), place, participant, due);
            } else if (!known.get().equals(participant)) {
                update(after.id(), participant, known.get().turn() < participant.turn() ? due : null);
            }
        }
    }

    private void update(String conference, Participant participant, Instant again) {
        String once = again == null ? "" : ", tries = 0, due_at = ?";
        List<Object> values = new ArrayList<>();
        values.add(participant.turn());
        values.add(participant.state().word());
        values.add(participant.muted());
        values.add(Sql.utc(participant.joinedAt()));
        values.add(Sql.utc(participant.leftAt()));
        values.add(participant.errorCode());
        values.add(Sql.cut(participant.errorMessage(), 500));
        if (again != null) {
            values.add(Sql.utc(again));
        }
        values.add(conference);
        values.add(participant.callId());
        jdbc.update(
                "UPDATE tel_conference_call SET turn = ?, state = ?, muted = ?, joined_at = ?, left_at = ?,"
                        + " error_code = ?, error_message = ?" + once + " WHERE conference = ? AND call_name = ?",
                values.toArray());
    }

    /** The conferences that calls are in, or about to be; one of each at most. */
    List<String> of(Collection<String> calls) {
        return jdbc.queryForList(
                "SELECT f.name FROM tel_conference_call p JOIN tel_conference f ON f.name = p.conference"
                        + " WHERE p.call_name IN (" + Sql.marks(calls.size()) + ") AND p.state IN " + IN
                        + " AND f.status IN " + OPEN,
                String.class,
                calls.toArray());
    }

    /** A key's conference of a name that is not over, at a carrier. */
    Optional<String> open(String apiKey, String carrier, String title) {
        return jdbc
                .queryForList(
                        "SELECT name FROM tel_conference WHERE api_key = ? AND carrier = ? AND title = ? AND status IN "
                                + OPEN + " ORDER BY created_at LIMIT 1",
                        String.class,
                        apiKey,
                        carrier,
                        title)
                .stream()
                .findFirst();
    }

    /** One look for a key's conferences after the other. */
    void lockNames(String apiKey) {
        jdbc.queryForList("SELECT name FROM tel_api_key WHERE name = ? FOR UPDATE", String.class, apiKey);
    }

    /** The conference that a carrier knows by an id. */
    Optional<String> named(String carrier, String carrierConferenceId) {
        return jdbc
                .queryForList(
                        "SELECT name FROM tel_conference WHERE carrier_conference_id = ? AND carrier = ?",
                        String.class,
                        carrierConferenceId,
                        carrier)
                .stream()
                .findFirst();
    }

    /** Notes the carrier's id of a conference that has none yet. */
    boolean known(String id, String carrier, String carrierConferenceId) {
        return jdbc.update(
                        "UPDATE tel_conference SET carrier_conference_id = ?, due_at = NULL"
                                + " WHERE name = ? AND carrier = ? AND carrier_conference_id IS NULL",
                        Sql.cut(carrierConferenceId, 191),
                        id,
                        carrier)
                == 1;
    }

    /** The call that a carrier knows by an id. */
    Optional<String> call(String carrier, String carrierCallId) {
        return jdbc
                .queryForList(
                        "SELECT name FROM tel_call WHERE carrier_call_id = ? AND carrier = ?",
                        String.class,
                        carrierCallId,
                        carrier)
                .stream()
                .findFirst();
    }

    /** The carrier's id of the call that began a conference. */
    Optional<String> hostOf(String id) {
        return jdbc
                .queryForList(
                        "SELECT c.carrier_call_id FROM tel_conference_call p JOIN tel_call c ON c.name = p.call_name"
                                + " WHERE p.conference = ? AND p.place = 0",
                        String.class,
                        id)
                .stream()
                .findFirst();
    }

    /** One change of these calls after the other. */
    void lockCalls(Collection<String> calls) {
        jdbc.queryForList(
                "SELECT name FROM tel_call WHERE name IN (" + Sql.marks(calls.size()) + ") ORDER BY name FOR UPDATE",
                String.class,
                calls.stream().sorted().toArray());
    }
}
