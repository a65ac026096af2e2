package com.dartwing.tel.fax;

import com.dartwing.tel.fax.FaxReport.Arrived;
import com.dartwing.tel.fax.FaxReport.Ended;
import com.dartwing.tel.fax.FaxReport.Started;
import com.dartwing.tel.fax.FaxReport.What;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a fax stands. Reports may come late, twice and in any order: none of them moves it back, and one that arrived has
 * arrived, whatever was told before.
 *
 * @param startedAt when its first page was under way, or null
 * @param completedAt when it was over, or null
 * @param pagesSent how many pages arrived
 * @param seconds how long the transmission took
 * @param cause the carrier's word for why it failed, or null
 * @param errorCode such as {@code TEL-301} when it failed, else null
 */
public record FaxState(
        FaxStatus status,
        Instant startedAt,
        Instant completedAt,
        int pagesSent,
        int seconds,
        String cause,
        String errorCode,
        String errorMessage) {

    /** A fax that waits for a carrier. */
    public static final FaxState QUEUED = new FaxState(FaxStatus.QUEUED, null, null, 0, 0, null, null, null);

    /** A fax that came to nothing before any carrier took it. */
    public static FaxState refused(Instant at, String errorCode, String errorMessage) {
        return new FaxState(FaxStatus.FAILED, null, at, 0, 0, null, errorCode, errorMessage);
    }

    /** A fax that is coming in: its document is still at its carrier. */
    public static FaxState receiving(Instant at, int pages) {
        return new FaxState(FaxStatus.RECEIVING, at, null, pages, 0, null, null, null);
    }

    /** A fax that came in, with its document. */
    public FaxState received(Instant at, int pages) {
        return new FaxState(FaxStatus.RECEIVED, startedAt, at, pages, seconds, null, null, null);
    }

    /** The same, for a reason that a carrier would call so. */
    public FaxState because(String why) {
        return new FaxState(status, startedAt, completedAt, pagesSent, seconds, why, errorCode, errorMessage);
    }

    /** A fax that its owner wanted no more. */
    public FaxState canceled(Instant at) {
        return new FaxState(FaxStatus.CANCELED, startedAt, at, pagesSent, seconds, null, null, null);
    }

    /**
     * The state after a report, or nothing when that is no news.
     *
     * @param pages how many the fax has
     */
    public Optional<FaxState> after(What what, Instant at, int pages) {
        if (what instanceof Started) {
            return status == FaxStatus.QUEUED
                    ? Optional.of(new FaxState(FaxStatus.SENDING, at, null, 0, 0, null, null, null))
                    : Optional.empty();
        }
        if (what instanceof Arrived arrived) {
            return status == FaxStatus.DELIVERED ? Optional.empty() : arrived(arrived, at, pages);
        }
        return status.isFinal() ? Optional.empty() : Optional.of(ended((Ended) what, at));
    }

    private Optional<FaxState> arrived(Arrived arrived, Instant at, int pages) {
        int sent = arrived.pages() == null ? pages : arrived.pages();
        int took = arrived.seconds() == null ? since(at) : arrived.seconds();
        if (sent >= pages) {
            // Our pages are what the caller knows; a carrier may cut long ones.
            return Optional.of(new FaxState(FaxStatus.DELIVERED, startedAt, at, pages, took, null, null, null));
        }
        return status == FaxStatus.PARTIAL ? Optional.empty() : Optional.of(partial(at, sent, took, null));
    }

    private FaxState ended(Ended ended, Instant at) {
        int sent = ended.pages() == null ? 0 : ended.pages();
        FaxEnd end = ended.end();
        if (end == FaxEnd.CANCELED) {
            return new FaxState(FaxStatus.CANCELED, startedAt, at, sent, since(at), ended.cause(), null, null);
        }
        return sent > 0
                ? partial(at, sent, since(at), ended.cause())
                : new FaxState(FaxStatus.FAILED, startedAt, at, 0, since(at), ended.cause(), end.code(), end.words());
    }

    private FaxState partial(Instant at, int sent, int took, String cause) {
        return new FaxState(
                FaxStatus.PARTIAL,
                startedAt,
                at,
                sent,
                took,
                cause,
                FaxEnd.FAILED.code(),
                "only " + sent + (sent == 1 ? " page" : " pages") + " arrived");
    }

    private int since(Instant at) {
        // Clocks of two machines: nothing takes less than no time.
        return startedAt == null
                ? 0
                : (int) Math.max(0, Duration.between(startedAt, at).toSeconds());
    }

    /**
     * What it costs: the pages that arrived.
     *
     * @param perPage the rate, or null when it is not known
     */
    public BigDecimal cost(BigDecimal perPage) {
        return perPage == null ? null : perPage.multiply(BigDecimal.valueOf(pagesSent));
    }
}
