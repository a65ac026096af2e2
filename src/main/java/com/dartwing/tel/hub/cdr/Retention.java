package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.cdr.Months;
import com.dartwing.tel.hub.db.OneAtATime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Removes what was kept long enough: whole months where the database has them, else rows in bites, so that nobody waits for
 * it. It can be interrupted anywhere; the next run goes on.
 */
@Component("retention")
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final String CDRS = "tel_cdr";
    private static final String MESSAGES = "tel_sms_message";
    private static final int BITE = 2_000;

    private final JdbcTemplate jdbc;
    private final Partitions partitions;
    private final CdrDays days;
    private final OldMessages messages;
    private final OldRecords records;
    private final RetentionProperties keep;
    private final CdrIndex index;
    private final OneAtATime one;
    private final Clock clock;

    Retention(
            JdbcTemplate jdbc,
            Partitions partitions,
            CdrDays days,
            OldMessages messages,
            OldRecords records,
            RetentionProperties keep,
            CdrIndex index,
            OneAtATime one,
            Clock clock) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.days = days;
        this.messages = messages;
        this.records = records;
        this.keep = keep;
        this.index = index;
        this.one = one;
        this.clock = clock;
    }

    /** Removes what there is to remove. */
    public void purge() {
        one.run("retention", () -> {
            boolean byMonth = partitions.arePartitioned();
            if (!keep.cdrs().isZero()) {
                purgeCdrs(keptFrom(keep.cdrs()), byMonth);
                purgeIndex(keptFrom(keep.cdrs()));
            }
            if (!keep.messages().isZero()) {
                LocalDate keptFrom = keptFrom(keep.messages());
                purgeMessages(keptFrom, byMonth);
                bites("tel_call", () -> records.remove(OldRecords.CALLS, keptFrom.atStartOfDay(), BITE));
                bites("tel_conference", () -> records.remove(OldRecords.CONFERENCES, keptFrom.atStartOfDay(), BITE));
                bites("tel_fax", () -> records.remove(OldRecords.FAXES, keptFrom.atStartOfDay(), BITE));
                bites("tel_fax_batch", () -> records.remove(OldRecords.FAX_BATCHES, keptFrom.atStartOfDay(), BITE));
            }
            if (!keep.events().isZero()) {
                Instant before = clock.instant().minus(keep.events());
                bites("tel_event", () -> messages.removeEvents(before, BITE));
                bites("tel_inbound_seen", () -> messages.removeSeen(before, BITE));
            }
        });
    }

    private LocalDate keptFrom(Duration kept) {
        return CdrDays.dayOf(clock.instant().minus(kept));
    }

    private void purgeCdrs(LocalDate keptFrom, boolean byMonth) {
        if (!byMonth) {
            if (close(keptFrom)) {
                bites(
                        CDRS,
                        () -> jdbc.update(
                                "DELETE FROM tel_cdr WHERE initiated_at < ? LIMIT " + BITE, keptFrom.atStartOfDay()));
            }
            return;
        }
        for (YearMonth month : Months.over(partitions.months(CDRS), keptFrom)) {
            if (close(month.plusMonths(1).atDay(1))) {
                partitions.drop(CDRS, month);
            }
        }
    }

    /** The index is kept by month too, wherever the records are. */
    private void purgeIndex(LocalDate keptFrom) {
        if (index.isThere()) {
            try {
                index.dropUntil(YearMonth.from(keptFrom).minusMonths(1));
            } catch (IOException e) {
                LOG.warn("Old months stay in the analytics index until it can be reached: {}", e.getMessage());
            }
        }
    }

    /** From now on the summaries of the days before stand alone; not yet, when one of them does not hold. */
    private boolean close(LocalDate keptFrom) {
        if (!days.changed(null, keptFrom).isEmpty()) {
            LOG.info("Records before {} are kept until their days are summed up", keptFrom);
            return false;
        }
        days.close(keptFrom, clock.instant());
        return true;
    }

    private void purgeMessages(LocalDate keptFrom, boolean byMonth) {
        if (!byMonth) {
            bites(MESSAGES, () -> messages.remove(MESSAGES, keptFrom.atStartOfDay(), BITE));
            return;
        }
        for (YearMonth month : Months.over(partitions.months(MESSAGES), keptFrom)) {
            String partition = MESSAGES + " PARTITION (" + Months.nameOf(month) + ")";
            if (messages.isOver(partition)) {
                messages.removeParts(partition, BITE);
                partitions.drop(MESSAGES, month);
            } else {
                bites(MESSAGES, () -> messages.remove(partition, keptFrom.atStartOfDay(), BITE));
            }
        }
    }

    private static void bites(String table, IntSupplier bite) {
        long removed = 0;
        int last;
        do {
            last = bite.getAsInt();
            removed += last;
        } while (last > 0);
        if (removed > 0) {
            LOG.info("{} rows of {} were kept long enough", removed, table);
        }
    }
}
