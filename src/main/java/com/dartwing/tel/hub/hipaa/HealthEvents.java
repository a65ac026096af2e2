package com.dartwing.tel.hub.hipaa;

import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.sms.SmsEvent;
import org.springframework.stereotype.Component;

/** What consumers are told of a message with health data: that something happened, and where to read what. */
@Component
public class HealthEvents {

    private final String status;

    public HealthEvents(HubProperties properties) {
        this.status = properties.publicUrl() + "/api/method/dartwing_tel.api.sms.get_status?message_id=";
    }

    /** The event as it is for other messages; reduced for one with health data. */
    public SmsEvent of(boolean hipaa, SmsEvent event) {
        return hipaa ? event.discreet(status + event.recordId()) : event;
    }
}
