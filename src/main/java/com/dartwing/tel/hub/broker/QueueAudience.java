package com.dartwing.tel.hub.broker;

import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.db.Audience;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The queues of this process. An embedded broker whose password nobody was given has no others, and what none of their
 * consumers wants to hear need not go through it. Elsewhere other people's queues may be bound: everything may be heard.
 */
@Component
class QueueAudience implements Audience, SmartInitializingSingleton {

    private final boolean isPrivate;
    private final EventQueues queues;
    private final BeanFactory beans;
    private List<Hearer> hearers = List.of();

    QueueAudience(ObjectProvider<EmbeddedBroker> embedded, EventQueues queues, BeanFactory beans) {
        EmbeddedBroker broker = embedded.getIfAvailable();
        this.isPrivate = broker != null && broker.isPrivate();
        this.queues = queues;
        this.beans = beans;
    }

    /** A name that no bean has ends the start, not each message. */
    @Override
    public void afterSingletonsInstantiated() {
        hearers = queues.asking().stream()
                .map(bean -> beans.getBean(bean, Hearer.class))
                .toList();
    }

    @Override
    public boolean isThereFor(TelEvent event) {
        return !isPrivate
                || queues.isHeardWithoutAsking(event.event())
                || hearers.stream().anyMatch(hearer -> hearer.wants(event));
    }
}
