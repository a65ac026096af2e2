package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Binds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Delivers what waits to the partners that are bound at this node, each as much as its window has room for, in order.
 * Answers that have come meanwhile are settled together.
 */
@Component("deliverToPartners")
public class DeliverToPartners {

    /** What came back; a status of null when no answer did. */
    private record Answer(PartnerDelivery delivery, Integer status) {}

    private static final Logger LOG = LoggerFactory.getLogger(DeliverToPartners.class);
    private static final int AT_ONCE = 200;
    private static final int LONGEST_BACKOFF = 6;

    /** How long an answer is waited for, and how long a look takes at most: who has bound meanwhile is seen by the next. */
    private static final long PATIENCE_MILLIS = 50;

    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Binds binds;
    private final SmppDoor door;
    private final PartnerDeliveryRows rows;
    private final SmppProperties properties;
    private final Clock clock;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    public DeliverToPartners(
            Binds binds, SmppDoor door, PartnerDeliveryRows rows, SmppProperties properties, Clock clock) {
        this.binds = binds;
        this.door = door;
        this.rows = rows;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Settles what was answered and sends what has room, and goes on so as long as partners answer: an answer makes room. Who
     * does not answer keeps nobody else waiting, for whoever does ends the wait.
     */
    public void deliver() throws InterruptedException {
        Instant end = clock.instant().plus(LONGEST);
        settle(drained(null));
        while (round() && clock.instant().isBefore(end)) {
            Answer answer = answers.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (answer == null) {
                return;
            }
            settle(drained(answer));
        }
    }

    private List<Answer> drained(Answer first) {
        List<Answer> all = new ArrayList<>();
        if (first != null) {
            all.add(first);
        }
        answers.drainTo(all);
        return all;
    }

    /** Answers whether anything was sent, or is still to be answered. */
    private boolean round() {
        boolean sent = false;
        Set<String> receivers = binds.receivers();
        if (!receivers.isEmpty()) {
            for (String partner : rows.waiting(receivers)) {
                int room = Math.min(AT_ONCE, binds.room(partner));
                List<PartnerDelivery> claimed = room > 0 ? rows.claim(partner, room) : List.of();
                claimed.forEach(this::send);
                sent |= !claimed.isEmpty() || room == 0;
            }
        }
        return sent;
    }

    private void send(PartnerDelivery delivery) {
        if (delivery.isVoid()) {
            answers.add(new Answer(delivery, 0));
            return;
        }
        binds.deliver(delivery.account(), delivery.message())
                .whenComplete((status, failure) -> answers.add(new Answer(delivery, status)));
    }

    private void settle(List<Answer> answered) {
        List<PartnerDelivery> delivered = new ArrayList<>();
        for (Answer answer : answered) {
            if (answer.status() == null) {
                rows.release(answer.delivery());
            } else if (answer.status() == 0) {
                delivered.add(answer.delivery());
            } else {
                LOG.debug("{} was answered with {}", answer.delivery(), answer.status());
                Duration pause = properties
                        .retryAfter()
                        .multipliedBy(1L
                                << Math.min(LONGEST_BACKOFF, answer.delivery().tries()));
                rows.refused(answer.delivery(), clock.instant().plus(pause));
            }
        }
        if (!delivered.isEmpty()) {
            rows.delivered(delivered);
        }
    }

    /** Takes leave of partners whose account or key is not active any more. */
    public void dismiss() {
        binds.dismiss(partner -> !door.isWelcome(partner));
    }

    /** Forgets what no partner came for. */
    public void purge() {
        rows.purge(clock.instant().minus(properties.keptFor()));
    }
}
