package com.dartwing.tel.hub.sms;

import com.dartwing.tel.sms.SmsStatus;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The counters that the alerts on delivery read (seed, section 13.3); they exist from the start, at zero. */
@Component
public class SmsMeters {

    private final MeterRegistry registry;

    public SmsMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.counter("tel.sms.sent", "carrier", "none");
        registry.counter("tel.sms.delivered", "carrier", "none");
        registry.counter("tel.sms.failed", "carrier", "none");
    }

    /** A carrier took a message. */
    public void sent(String carrier) {
        registry.counter("tel.sms.sent", "carrier", carrier).increment();
    }

    /** A carrier reported a message's end. */
    public void reported(String carrier, SmsStatus status) {
        switch (status) {
            case DELIVERED -> registry.counter("tel.sms.delivered", "carrier", carrier).increment();
            case FAILED, UNDELIVERED -> registry.counter("tel.sms.failed", "carrier", carrier).increment();
            default -> {}
        }
    }
}
