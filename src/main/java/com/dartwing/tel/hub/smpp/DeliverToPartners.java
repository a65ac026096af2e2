package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Binds;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Delivers what waits to the partners that are bound at this node, each as much as its window has room for, in order.
 * Answers are settled together at the next round.
 */
@Component("deliverToPartners")
public class DeliverToPartners {

    /** What came back; a status of null when no answer did. */
    private record Answer(PartnerDelivery delivery, Integer status) {}

    private static final Logger LOG = LoggerFactory.getLogger(DeliverToPartners.class);
    private static final int AT_ONCE = 200;
    private static final int LONGEST_BACKOFF = 6;

    private final Binds binds;
    private final SmppDoor door;
    private final PartnerDeliveryRows rows;
    private final SmppProperties properties;
    private final Clock clock;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    public DeliverToPartners(
            Binds binds, SmppDoor door, PartnerDeliveryRows rows, SmppProperties properties, Clock clock) {
        this.binds = binds;
        this.door = door;
        this.rows = rows;
        this.properties = properties;
        this.clock = clock;
    }

    /** One round: settles what was answered, and sends what has room. */
    public void deliver() {
        settle();
        Set<String> receivers = binds.receivers();
        if (receivers.isEmpty()) {
            return;
        }
        for (String partner : rows.waiting(receivers)) {
            int room = Math.min(AT_ONCE, binds.room(partner));
            if (room > 0) {
                rows.claim(partner, room).forEach(this::send);
            }
        }
    }

    private void send(PartnerDelivery delivery) {
        if (delivery.isVoid()) {
            answers.add(new Answer(delivery, 0));
            return;
        }
        binds.deliver(delivery.account(), delivery.message())
                .whenComplete((status, failure) -> answers.add(new Answer(delivery, status)));
    }

    private void settle() {
        List<PartnerDelivery> delivered = new ArrayList<>();
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
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
