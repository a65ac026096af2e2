package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.voice.conference.Conference;
import com.dartwing.tel.voice.conference.ConferenceEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The one place where conferences change: under their locks, each with its events in the same transaction. */
@Component
class ChangeConferences {

    /** How long a node has that has just put something on record, before another one takes it up. */
    static final Duration HEADWAY = Duration.ofSeconds(15);

    private final ConferenceRows rows;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChangeConferences(
            ConferenceRows rows, Outbox outbox, CallbackTargets targets, TransactionTemplate transaction, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.targets = targets;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return the conference after the step; nothing when there is no such one */
    Optional<Conference> change(String id, UnaryOperator<Conference> step) {
        return transaction.execute(status -> rows.lock(id).map(row -> {
            Conference before = row.conference();
            Conference after = step.apply(before);
            if (!after.equals(before)) {
                write(row, after);
            }
            return after;
        }));
    }

    private void write(ConferenceRow row, Conference after) {
        Instant now = clock.instant();
        List<ConferenceEvent> events = ConferenceEvent.of(row.conference(), after, row.sequence(), now);
        rows.write(row.conference(), after, row.sequence() + events.size(), now, now.plus(HEADWAY));
        String target = targets.of(row.webhookUrl(), row.apiKey());
        outbox.insert(events.stream()
                .map(event -> new Outbox.Entry(event, row.apiKey(), target))
                .toList());
    }
}
