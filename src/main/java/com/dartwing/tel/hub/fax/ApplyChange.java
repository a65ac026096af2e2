package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxReport;
import com.dartwing.tel.fax.FaxReport.Arrived;
import com.dartwing.tel.fax.FaxReport.Ended;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.FaxStatus;
import com.dartwing.tel.hub.fax.FaxRow.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a change makes of a fax: arithmetic without storage. What the sending node knows and what the carrier reports may come
 * in any order; a report about an earlier walk counts only when it says that the fax arrived after all.
 */
final class ApplyChange {

    /** How much later than at the latest a carrier may report. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** The slowest page: 2,400 bits a second, and full of ink. */
    private static final Duration SLOWEST_PAGE = Duration.ofMinutes(5);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final String SILENT = "carrier_silent";

    private final FaxProperties properties;

    ApplyChange(FaxProperties properties) {
        this.properties = properties;
    }

    FaxRow apply(FaxRow row, FaxChange change, Instant now) {
        if (change instanceof FaxChange.Walked walked) {
            return walked.walk().number() == row.course().tries() ? walked(row, walked, now) : row;
        }
        if (change instanceof FaxChange.Reported reported) {
            return reported(row, reported.report(), now);
        }
        if (row.state().status().isFinal()) {
            return row;
        }
        if (change instanceof FaxChange.Withdrawn) {
            return row.course().nextAttemptAt() == null
                    ? row
                    : row.in(row.state().canceled(now));
        }
        if (change instanceof FaxChange.Canceled) {
            return row.in(row.state().canceled(now));
        }
        return row.in(FaxState.refused(now, "TEL-302", "its carrier never told how it ended")
                .because(SILENT));
    }

    private FaxRow walked(FaxRow row, FaxChange.Walked walked, Instant now) {
        if (walked instanceof FaxChange.Taken taken) {
            return row.on(
                    row.course().with(taken.asked(), taken.asked().attempt().carrierMessageId(), watchAt(row, now)));
        }
        if (walked instanceof FaxChange.InDoubt doubt) {
            // Its reports may have told the carrier's id already.
            return row.on(row.course().with(doubt.asked(), row.course().carrierFaxId(), watchAt(row, now)));
        }
        if (row.state().status() != FaxStatus.QUEUED) {
            return row;
        }
        if (walked instanceof FaxChange.Refused refused) {
            return row.in(FaxState.refused(now, refused.errorCode(), refused.errorMessage()));
        }
        return isGivenUp(row, now)
                ? row.in(FaxState.refused(now, "TEL-006", "no carrier could take the fax"))
                : row.on(soon(row, now));
    }

    private FaxRow reported(FaxRow row, FaxReport report, Instant now) {
        Course course = row.course();
        boolean earlier = report.walk() != null && report.walk() != course.tries();
        boolean foreign = course.carrier() != null && !course.carrier().equals(report.carrier());
        if ((earlier || foreign) && !(report.what() instanceof Arrived)) {
            return row;
        }
        Optional<Course> again = report.what() instanceof Ended ended ? again(row, ended, now) : Optional.empty();
        if (again.isPresent()) {
            return new FaxRow(row.facts(), FaxState.QUEUED, again.get(), row.sequence());
        }
        String id = report.carrierFaxId() == null ? course.carrierFaxId() : report.carrierFaxId();
        return row.on(course.knownAs(report.carrier(), id, watchAt(row, now)))
                .in(row.state()
                        .after(report.what(), report.at(), row.facts().pages())
                        .orElse(row.state()));
    }

    /** Its next walk, when it may be sent once more. */
    private Optional<Course> again(FaxRow row, Ended ended, Instant now) {
        boolean nothingSent = ended.pages() == null || ended.pages() == 0;
        if (row.state().status().isFinal() || !nothingSent) {
            return Optional.empty();
        }
        Course course = row.course();
        return switch (ended.end().again()) {
            case NEVER -> Optional.empty();
            case AS_OFTEN_AS_ASKED ->
                course.retries() < row.facts().maxRetries()
                        ? Optional.of(course.again(now.plus(doubled(properties.retryAfter(), course.retries())), true))
                        : Optional.empty();
            case UNTIL_GIVEN_UP -> isGivenUp(row, now) ? Optional.empty() : Optional.of(soon(row, now));
        };
    }

    private boolean isGivenUp(FaxRow row, Instant now) {
        return !now.isBefore(row.facts().createdAt().plus(properties.givenUpAfter()));
    }

    /** Nobody was dialled: the next walk is not counted. */
    private static Course soon(FaxRow row, Instant now) {
        return row.course().again(now.plus(doubled(FIRST_WAIT, row.course().tries())), false);
    }

    private static Duration doubled(Duration first, int times) {
        Duration wait = first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) > 0 && first.compareTo(LONGEST_WAIT) < 0 ? LONGEST_WAIT : wait;
    }

    /** When a fax that a carrier has now must be over. */
    static Instant watchAt(int pages, Instant now) {
        return now.plus(PATIENCE).plus(SLOWEST_PAGE.multipliedBy(pages));
    }

    private static Instant watchAt(FaxRow row, Instant now) {
        return watchAt(row.facts().pages(), now);
    }
}
