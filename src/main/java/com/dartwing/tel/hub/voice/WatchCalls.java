package com.dartwing.tel.hub.voice;

import com.dartwing.tel.voice.CallEnd;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallReport.Ended;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Closes calls whose carrier fell silent: those that must have stopped ringing, and those that are longer than they were
 * allowed to be, for the carrier was told to end them by then.
 */
@Component("watchCalls")
public class WatchCalls {

    /** How much later than at the latest a carrier may report. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The longest that a call may ring, in seconds. */
    static final int LONGEST_RING = 600;

    /** The longest that a call which came in may be, in seconds. */
    static final int LONGEST_TALK = 14_400;

    private static final Logger LOG = LoggerFactory.getLogger(WatchCalls.class);
    private static final int AT_ONCE = 200;
    private static final String SILENT = "carrier_silent";

    private final CallRows rows;
    private final ChangeCalls changes;
    private final Clock clock;

    WatchCalls(CallRows rows, ChangeCalls changes, Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.clock = clock;
    }

    /** One look. */
    public void look() {
        Instant now = clock.instant();
        List<CallRow> silent = rows.silent(now, AT_ONCE);
        silent.forEach(row -> {
            LOG.warn("{} is closed: its carrier never told how it ended", row.name());
            Instant answered = row.state().answeredAt();
            Instant end = answered == null ? now : answered.plusSeconds(row.maxDurationSeconds());
            changes.change(new CallChange.Reported(
                    row.name(),
                    new CallReport(
                            row.carrier(), row.carrierCallId(), null, end, new Ended(CallEnd.FAILED, SILENT, null))));
        });
    }
}
