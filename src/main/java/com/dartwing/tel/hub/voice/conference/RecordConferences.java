package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.carrier.ConferenceSpec;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.IdempotencyRows;
import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.voice.RecordingVerb.StartRecording;
import com.dartwing.tel.voice.conference.Conference;
import com.dartwing.tel.voice.conference.ConferenceRequest;
import com.dartwing.tel.voice.conference.ConferenceVerb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts conferences, and who is to be in them, on record before their carrier is asked. A call is in one conference at
 * most: whoever is to be in one is locked first, and the conference after it.
 */
@Component("recordConferences")
public class RecordConferences {

    private final ConferenceRows rows;
    private final ChangeConferences changes;
    private final Recordings recordings;
    private final Carriers carriers;
    private final RecordIds ids;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RecordConferences(
            ConferenceRows rows,
            ChangeConferences changes,
            Recordings recordings,
            Carriers carriers,
            RecordIds ids,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.recordings = recordings;
        this.carriers = carriers;
        this.ids = ids;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Records a conference that is to be begun.
     *
     * @return its id
     * @throws TelException.InvalidRequest when its carrier cannot hold so many calls in one
     * @throws TelException.Conflict when one of its calls is in another one, or its twin is in flight
     */
    public String record(@Body ConferenceCommand command) {
        String id = ids.next("CONF");
        try {
            transaction.executeWithoutResult(status -> insert(id, command));
        } catch (DuplicateKeyException e) {
            throw TelException.Conflict.twinInFlight(Duration.ofSeconds(1));
        }
        return id;
    }

    private void insert(String id, ConferenceCommand command) {
        ConferenceRequest request =
                command.request().within(spec(command.carrier()).most());
        rows.lockCalls(request.callIds());
        List<String> others = rows.of(request.callIds());
        if (!others.isEmpty()) {
            throw new TelException.Conflict("A call is in a conference already, " + others.get(0));
        }
        Instant now = clock.instant();
        rows.insert(
                id,
                command.caller(),
                request,
                command.carrier(),
                request.record() ? recording(command) : null,
                now,
                now.plus(ChangeConferences.HEADWAY));
        if (request.idempotencyKey() != null) {
            IdempotencyRows.insert(
                    jdbc,
                    List.of(new IdempotencyRows.Row(
                            command.caller().name(), request.idempotencyKey(), command.bodyHash(), id)),
                    now);
        }
    }

    private ConferenceSpec spec(String carrier) {
        return carriers.find(carrier).orElseThrow().voice().conferences();
    }

    /** It belongs to the call that begins the conference: is told, kept and erased with it. */
    private String recording(ConferenceCommand command) {
        String call = command.request().callIds().get(0);
        return recordings.begin(
                new Recordings.Owner(
                        call, command.caller().name(), command.caller().organization(), command.carrier()),
                StartRecording.of(call));
    }

    /**
     * Records that a call is to be let in; one that is in stays as it is.
     *
     * @throws TelException.FeatureDisabled when it is to come in muted, and its carrier cannot do that
     * @throws TelException.Conflict when it is in another conference, or this one is full or over
     */
    public void join(ConferenceVerb.Join join, String carrier) {
        if (join.muted() && !spec(carrier).mutedEntry()) {
            throw new TelException.FeatureDisabled(
                    carriers.titleOf(carrier) + " lets no call in muted; it can be muted once it is in");
        }
        transaction.executeWithoutResult(status -> {
            rows.lockCalls(List.of(join.callId()));
            List<String> others = rows.of(List.of(join.callId()));
            if (!others.isEmpty() && !others.contains(join.conferenceId())) {
                throw new TelException.Conflict("The call is in another conference, " + others.get(0));
            }
            changes.change(join.conferenceId(), conference -> joined(conference, join));
        });
    }

    private static Conference joined(Conference conference, ConferenceVerb.Join join) {
        if (conference.status().isFinal()) {
            throw new TelException.Conflict("The conference is over").about(conference.id());
        }
        boolean isIn =
                conference.participant(join.callId()).filter(one -> one.isIn()).isPresent();
        if (!isIn && conference.isFull()) {
            throw new TelException.Conflict("The conference is full").about(conference.id());
        }
        return conference.joining(join.callId(), join.muted());
    }

    /** Records whether the others hear a call. */
    public void muted(String conference, String call, boolean muted) {
        changes.change(conference, now -> now.change(call, one -> one.muted(muted)));
    }
}
