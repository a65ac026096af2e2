package com.dartwing.tel.chaos;

import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;

/** One fault under load, and what became of what was accepted. */
final class Trial {

    /** Whose receipt came before the hub could write that it was sent is never called sent. */
    private static final Set<String> EACH = Set.of("sms.queued", "sms.delivered");

    /** After two failed tries an event waits for five minutes. */
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(8);

    private final Rig rig;
    private final Fault fault;
    private final int perSecond;
    private final Duration around;
    private final Duration length;
    private final Ledger ledger = new Ledger();

    /**
     * @param perSecond new messages
     * @param around how long callers send before the fault, and after it
     * @param length of a fault that lasts
     */
    Trial(Rig rig, Fault fault, int perSecond, Duration around, Duration length) {
        this.rig = rig;
        this.fault = fault;
        this.perSecond = perSecond;
        this.around = around;
        this.length = length;
    }

    Row run() throws Exception {
        Callers callers =
                new Callers(rig.sandbox.hub, rig.sandbox.key.apiKey(), fault.words(), rig.endpoint.url(), ledger);
        Instant mended;
        try {
            callers.start(perSecond);
            pass(around);
            fault.strike(rig);
            if (fault.lasts()) {
                pass(length);
            }
            fault.mend(rig);
            mended = Instant.now();
            pass(around);
            callers.stop();
            await("all callers are answered").atMost(SETTLED_WITHIN).until(() -> callers.open() == 0);
        } finally {
            callers.close();
        }
        return judge(mended);
    }

    /** Time is what passes here, so it is the fact that is waited for. */
    private static void pass(Duration time) {
        Instant end = Instant.now().plus(time);
        await().atMost(time.plusSeconds(5)).until(() -> !Instant.now().isBefore(end));
    }

    private Row judge(Instant mended) {
        List<String> ids = ledger.accepted();
        Records records = new Records(rig.database, ids);
        eventually(() -> records.delivered() == ids.size());
        eventually(() -> untold(records, ids) == 0);
        eventually(() -> records.detailed() == ids.size());

        Map<String, Integer> sends = new HashMap<>(rig.sandbox.sends());
        sends.keySet().retainAll(ids);
        Set<String> again = new HashMap<>(sends)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .collect(java.util.stream.Collectors.toSet());
        Set<String> unexplained = new java.util.HashSet<>(again);
        unexplained.removeAll(records.uncertain());
        Map<String, Integer> told = rig.endpoint.told();
        Set<String> invented = new java.util.HashSet<>(told.keySet());
        invented.removeAll(records.events());

        Map<String, Long> mustBeNone = new TreeMap<>();
        mustBeNone.put("accepted messages are lost", ids.size() - records.delivered());
        mustBeNone.put("events never came", untold(records, ids));
        mustBeNone.put("events came that nobody wrote", (long) invented.size());
        mustBeNone.put("requests became several messages", ledger.doubled());
        mustBeNone.put("messages were sent again without need", (long) unexplained.size());
        mustBeNone.put("messages have a broken sequence of events", records.brokenSequences());
        mustBeNone.put("messages have no call detail record", ids.size() - records.detailed());
        mustBeNone.put("call detail records are doubled", records.detailRecords() - records.detailed());
        List<String> wrongs = new java.util.ArrayList<>(Row.wrongs(mustBeNone));
        ledger.untrueAnswers().forEach((answer, times) -> wrongs.add(times + " answers were: " + answer));

        Set<String> events = records.eventsOfThese();
        long heard = events.stream().filter(told::containsKey).count();
        return new Row(
                fault.description(),
                ids.size(),
                (int) records.delivered(),
                heard + "/" + events.size(),
                again.size(),
                told.values().stream().filter(times -> times > 1).count(),
                ledger.refusals(),
                ledger.unansweredCalls(),
                ledger.longestStall(),
                ledger.firstAcceptanceAfter(mended),
                wrongs);
    }

    /** Events that were written and not told, and those of which each message has one. */
    private long untold(Records records, List<String> ids) {
        Set<String> told = rig.endpoint.told().keySet();
        return records.eventsOfThese().stream()
                        .filter(event -> !told.contains(event))
                        .count()
                + ids.stream()
                        .filter(id -> !rig.endpoint.eventsOf(id).containsAll(EACH))
                        .count();
    }

    /** Waits for it; when it does not come the table says so. */
    private static void eventually(java.util.concurrent.Callable<Boolean> fact) {
        try {
            await().atMost(SETTLED_WITHIN).pollInterval(Duration.ofSeconds(1)).until(fact);
        } catch (ConditionTimeoutException e) {
            // Judged below.
        }
    }

    /** The hub under trial, for whoever wants its log. */
    HubProcess hub() {
        return rig.sandbox.hub;
    }
}
