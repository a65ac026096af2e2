package com.dartwing.tel.hub.webhook;

import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Hands events of the outbox to their deliveries. */
@Component("dueEvents")
class DueEvents {

    private final Deliveries deliveries;

    DueEvents(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    public void hand(@Body DueDelivery due) {
        deliveries.enqueue(due.event());
        due.done();
    }
}
