package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.hub.voice.conference.ConferenceDues.Gone;
import com.dartwing.tel.voice.conference.Conference;
import com.dartwing.tel.voice.conference.Participant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Follows conferences whose carrier falls silent: whoever has hung up has left, and a conference that everybody has left
 * is over.
 */
@Component("watchConferences")
public class WatchConferences {

    /** How much later than at the latest a carrier may report. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int AT_ONCE = 100;
    private static final String SILENT = "carrier_silent";

    private final ConferenceDues dues;
    private final ChangeConferences changes;
    private final Clock clock;

    WatchConferences(ConferenceDues dues, ChangeConferences changes, Clock clock) {
        this.dues = dues;
        this.changes = changes;
        this.clock = clock;
    }

    /** One look; answers the conferences about which something is to be done that nobody did. */
    public List<String> look() {
        Instant quietSince = clock.instant().minus(PATIENCE);
        for (Gone gone : dues.gone(AT_ONCE)) {
            changes.change(
                    gone.conference(), conference -> conference.change(gone.call(), one -> one.left(gone.endedAt())));
        }
        for (String empty : dues.empty(quietSince, AT_ONCE)) {
            changes.change(empty, conference -> conference.isEmpty() ? over(conference) : conference);
        }
        return dues.overdue(clock.instant(), quietSince, AT_ONCE);
    }

    private Conference over(Conference conference) {
        Instant last = conference.participants().stream()
                .map(Participant::leftAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(clock.instant());
        return conference.ended(last, SILENT);
    }
}
