package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.broker.Hearer;
import com.dartwing.tel.hub.smpp.PartnerEvents;
import org.springframework.stereotype.Component;

/** Of the events that have webhooks, or of which a partner hears by its bind, what {@code tel.webhooks} is there for. */
@Component("webhookHearer")
class WebhookHearer implements Hearer {

    private final Targets targets;
    private final PartnerEvents partners;

    WebhookHearer(Targets targets, PartnerEvents partners) {
        this.targets = targets;
        this.partners = partners;
    }

    @Override
    public boolean wants(TelEvent event) {
        return targets.areThereFor(event) || partners.areWanted(event);
    }
}
