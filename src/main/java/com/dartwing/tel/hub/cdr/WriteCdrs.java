package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.cdr.CdrAttempt;
import com.dartwing.tel.cdr.CdrSource;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.record.RecordKind;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the call detail record of whatever has come to its end, and corrects it when the end changes. An event only
 * says which record to look at: what is written is what that record says now, under its lock. So events may come twice,
 * late and in any order.
 */
@Component("writeCdrs")
public class WriteCdrs {

    private static final Set<String> ENDS = Set.of(
            "sms.delivered",
            "sms.failed",
            "sms.received",
            "call.completed",
            "call.failed",
            "fax.delivered",
            "fax.failed",
            "fax.received");
    private static final int MOST_DUE = 2_000;

    /** A record to look at, because of an event or because its time has come. */
    private record Look(String id, boolean byClock) {}

    private final FinishedSmsRows messages;
    private final FinishedCallRows calls;
    private final FinishedFaxRows faxes;
    private final CdrAttempts attempts;
    private final CdrRows rows;
    private final Clock clock;
    private final GroupCommit<Look, Boolean> writer;

    WriteCdrs(
            FinishedSmsRows messages,
            FinishedCallRows calls,
            FinishedFaxRows faxes,
            CdrAttempts attempts,
            CdrRows rows,
            Clock clock,
            TransactionTemplate transaction) {
        this.messages = messages;
        this.calls = calls;
        this.faxes = faxes;
        this.attempts = attempts;
        this.rows = rows;
        this.clock = clock;
        this.writer = new GroupCommit<>("cdr", transaction, this::write, group -> Map.of());
    }

    /** Takes an event; returns when what it brought is committed. */
    public void take(@Body TelEvent event) {
        if (ENDS.contains(event.event())) {
            GroupCommit.await(writer.submit(new Look(event.recordId(), false)));
        }
    }

    /** Writes the records of messages whose end no event tells: canceled, or sent and never heard of again. */
    public void sweep() {
        List<String> due;
        do {
            due = messages.due(clock.instant(), MOST_DUE);
            List<CompletableFuture<Boolean>> writing =
                    due.stream().map(id -> writer.submit(new Look(id, true))).toList();
            writing.forEach(GroupCommit::await);
        } while (due.size() == MOST_DUE);
    }

    /** Answers of each record whether it was at its end. */
    private List<Boolean> write(List<Look> group) {
        Instant now = clock.instant();
        Map<RecordKind, Set<String>> ids = new EnumMap<>(RecordKind.class);
        group.forEach(look -> ids.computeIfAbsent(RecordKind.of(look.id()), kind -> new HashSet<>())
                .add(look.id()));
        Set<String> sms = ids.getOrDefault(RecordKind.MESSAGE, Set.of());
        Set<String> called = ids.getOrDefault(RecordKind.CALL, Set.of());
        Set<String> faxed = ids.getOrDefault(RecordKind.FAX, Set.of());
        List<CdrSource> ended = new ArrayList<>();
        if (!sms.isEmpty()) {
            ended.addAll(messages.lock(sms, now));
        }
        ended.addAll(calls.lock(called));
        ended.addAll(faxes.lock(faxed));
        if (ended.isEmpty()) {
            return Collections.nCopies(group.size(), false);
        }
        Map<String, List<CdrAttempt>> tried = new HashMap<>();
        if (!sms.isEmpty()) {
            tried.putAll(attempts.ofMessages(List.copyOf(sms)));
        }
        tried.putAll(attempts.ofCalls(List.copyOf(called)));
        tried.putAll(attempts.ofFaxes(List.copyOf(faxed)));
        rows.write(
                ended.stream()
                        .map(source -> source.cdr(tried.getOrDefault(source.id(), List.of())))
                        .toList(),
                now);
        List<String> byClock =
                group.stream().filter(Look::byClock).map(Look::id).toList();
        if (!byClock.isEmpty()) {
            messages.seen(byClock, now);
        }
        Set<String> written = ended.stream().map(CdrSource::id).collect(Collectors.toSet());
        return group.stream().map(look -> written.contains(look.id())).toList();
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
