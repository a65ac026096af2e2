package com.dartwing.tel.hub.hipaa;

import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.sms.SmsEvent;
import org.springframework.stereotype.Component;

/** What consumers are told of a message with health data: that something happened, and where to read what. */
@Component
public class HealthEvents {

    private final HubProperties hub;

    public HealthEvents(HubProperties hub) {
        this.hub = hub;
    }

    /** The event as it is for other messages; reduced for one with health data. */
    public SmsEvent of(boolean hipaa, SmsEvent event) {
        return hipaa ? event.discreet(hub.urlOf(event.recordId())) : event;
    }
}
