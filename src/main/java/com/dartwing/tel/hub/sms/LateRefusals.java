package com.dartwing.tel.hub.sms;

import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What carriers refuse after nobody has waited for their answer any more. Their attempt is then not unknown: a message that
 * is held for it is offered again, and what is rejected has failed, unless another carrier has it or it is in hand. An
 * answer may come before its attempt is written, and waits in memory, for it is this process that writes that: should it
 * die before, it writes no such attempt either.
 */
@Component("lateRefusals")
public class LateRefusals {

    /**
     * One of them.
     *
     * @param attempt our id of it
     * @param until when it is given up; the attempt of a walk that broke off is never written
     */
    private record Refusal(String attempt, CarrierException why, Instant until) {

        String message() {
            return attempt.substring(0, attempt.lastIndexOf('-'));
        }

        boolean isFinal() {
            return why instanceof CarrierException.Rejected;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(LateRefusals.class);
    private static final int WAITING_AT_MOST = 10_000;
    private static final int GROUP_AT_MOST = 200;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final SmsRows rows;
    private final ClaimSms claims;
    private final SettleSms settle;
    private final Node node;
    private final Executor threads;
    private final Clock clock;
    private final Lock applying = new ReentrantLock();
    private final BlockingQueue<Refusal> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);

    /** What it writes it writes in a pool that never makes a reader of lines do that itself. */
    @Autowired
    public LateRefusals(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            SmsRows rows,
            ClaimSms claims,
            SettleSms settle,
            Node node,
            Clock clock) {
        this(jdbc, transaction, rows, claims, settle, node, ForkJoinPool.commonPool(), clock);
    }

    LateRefusals(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            SmsRows rows,
            ClaimSms claims,
            SettleSms settle,
            Node node,
            Executor threads,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rows = rows;
        this.claims = claims;
        this.settle = settle;
        this.node = node;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Takes a refusal that came late; it waits for nothing, and another thread applies it.
     *
     * @param attempt our id of it
     * @return false when too many wait already
     */
    public boolean refused(String attempt, CarrierException why) {
        boolean isTaken =
                waiting.offer(new Refusal(attempt, why, clock.instant().plus(PATIENCE)));
        threads.execute(this::apply);
        return isTaken;
    }

    /** Applies those whose attempts are written; one thread at a time, and what comes too late for it is applied the next time. */
    public void apply() {
        if (applying.tryLock()) {
            try {
                applyGroup();
            } finally {
                applying.unlock();
            }
        }
    }

    private void applyGroup() {
        List<Refusal> group = new ArrayList<>();
        waiting.drainTo(group, GROUP_AT_MOST);
        if (group.isEmpty()) {
            return;
        }
        List<Refusal> early = new ArrayList<>();
        try {
            List<Refusal> ended = transaction.execute(status -> write(group, early));
            ended.forEach(this::end);
        } catch (RuntimeException e) {
            LOG.warn("{} late refusals could not be written, and will be: {}", group.size(), e.toString());
            early.clear();
            early.addAll(group);
        }
        for (Refusal one : early) {
            if (!clock.instant().isBefore(one.until()) || !waiting.offer(one)) {
                LOG.warn("A late refusal of attempt {} is given up", one.attempt());
            }
        }
    }

    /**
     * Writes what can be written.
     *
     * @param early where the others go
     * @return those whose messages have failed, and are in this node's hand
     */
    private List<Refusal> write(List<Refusal> group, List<Refusal> early) {
        Map<String, SmsStatus> messages = lock(group);
        List<Refusal> ended = new ArrayList<>();
        for (Refusal refusal : group) {
            SmsStatus message = messages.get(refusal.message());
            if (!isNews(refusal)) {
                if (!isWritten(refusal)) {
                    early.add(refusal);
                }
            } else if (message != null && refusal.isFinal()) {
                claim(refusal.message());
                messages.remove(refusal.message());
                ended.add(refusal);
            } else if (message == SmsStatus.HELD) {
                offerAgain(refusal);
            }
        }
        return ended;
    }

    /** The messages that nobody has in hand, and that no carrier is known to have: held for an answer, or to be tried again. */
    private Map<String, SmsStatus> lock(List<Refusal> group) {
        Object[] names =
                group.stream().map(Refusal::message).distinct().sorted().toArray();
        Map<String, SmsStatus> found = new HashMap<>();
        jdbc.query(
                "SELECT name, status FROM tel_sms_message WHERE name IN (" + Sql.marks(names.length)
                        + ") AND owner IS NULL AND (status = 'Queued' OR status = 'Held' AND error_code = 'TEL-007')"
                        + " FOR UPDATE",
                row -> {
                    found.put(row.getString("name"), SmsStatus.ofWord(row.getString("status")));
                },
                names);
        return found;
    }

    /** Writes what the carrier said; false when nobody asks any more, or not yet. */
    private boolean isNews(Refusal refusal) {
        Attempt.Outcome outcome = refusal.isFinal() ? Attempt.Outcome.REJECTED : Attempt.Outcome.UNAVAILABLE;
        return jdbc.update(
                        "UPDATE tel_sms_attempt SET outcome = ?, code = ?, detail = ? WHERE name = ? AND outcome = ?",
                        outcome.name(),
                        Sql.cut(refusal.why().code(), 64),
                        Sql.cut(refusal.why().getMessage(), 500),
                        refusal.attempt(),
                        Attempt.Outcome.UNKNOWN.name())
                == 1;
    }

    private boolean isWritten(Refusal refusal) {
        return !jdbc.queryForList("SELECT name FROM tel_sms_attempt WHERE name = ?", String.class, refusal.attempt())
                .isEmpty();
    }

    private void offerAgain(Refusal refusal) {
        Object now = Sql.utc(clock.instant());
        jdbc.update(
                "UPDATE tel_sms_message SET status = 'Queued', held_until = NULL, error_code = NULL,"
                        + " error_message = 'the carrier did not take it', next_attempt_at = ?, modified_at = ?"
                        + " WHERE name = ?",
                now,
                now,
                refusal.message());
    }

    private void claim(String message) {
        claims.taking(message);
        jdbc.update("UPDATE tel_sms_message SET owner = ? WHERE name = ?", node.name(), message);
    }

    private void end(Refusal refusal) {
        try {
            rows.find(refusal.message())
                    .ifPresent(sms -> settle.settleAll(List.of(new SmsOutcome(
                            sms,
                            SmsStatus.FAILED,
                            attempt(refusal),
                            ((CarrierException.Rejected) refusal.why()).telCode(),
                            refusal.why().getMessage(),
                            null,
                            null))));
        } catch (RuntimeException e) {
            LOG.warn("{} was rejected, which could not be written: {}", refusal.message(), e.toString());
            claims.giveBackLater(List.of(refusal.message()));
        }
    }

    private Attempt attempt(Refusal refusal) {
        return new Attempt(
                refusal.attempt(),
                refusal.why().carrier(),
                Attempt.Outcome.REJECTED,
                null,
                refusal.why().code(),
                refusal.why().getMessage(),
                clock.instant(),
                Duration.ZERO,
                null,
                null,
                null);
    }
}
