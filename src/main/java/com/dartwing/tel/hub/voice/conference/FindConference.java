package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.voice.ActiveCall;
import com.dartwing.tel.voice.conference.ConferenceRequest;
import com.dartwing.tel.voice.conference.ConferenceVerb;
import com.dartwing.tel.voice.conference.Participant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds a caller's conference by its name, or puts one on record. */
@Component
public class FindConference {

    private final ConferenceRows rows;
    private final RecordConferences record;
    private final TransactionTemplate transaction;

    FindConference(ConferenceRows rows, RecordConferences record, TransactionTemplate transaction) {
        this.rows = rows;
        this.record = record;
        this.transaction = transaction;
    }

    /**
     * Records that a call is to be in the caller's conference of a name.
     *
     * @return the conference's id
     */
    public String enter(ApiKey caller, ActiveCall call, String name, boolean muted) {
        return transaction.execute(status -> {
            rows.lockCalls(List.of(call.id()));
            // Two that come at once are to find one another.
            rows.lockNames(caller.name());
            Optional<String> known = rows.open(caller.name(), call.carrier(), name);
            if (known.isPresent()) {
                record.join(new ConferenceVerb.Join(known.get(), call.id(), muted), call.carrier());
                return known.get();
            }
            return record.record(new ConferenceCommand(
                    caller,
                    new ConferenceRequest(name, List.of(call.id()), false, null, null, null),
                    call.carrier(),
                    null));
        });
    }

    /** A call in a conference. */
    public Participant participant(String conference, String call) {
        return rows.find(conference)
                .flatMap(row -> row.conference().participant(call))
                .orElseThrow();
    }
}
