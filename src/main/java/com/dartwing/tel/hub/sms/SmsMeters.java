package com.dartwing.tel.hub.sms;

import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The counters that the alerts on delivery read (seed, section 13.3); they exist from the start, at zero. */
@Component
public class SmsMeters {

    private static final String NONE = "none";

    private final MeterRegistry registry;

    public SmsMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.counter("tel.sms.sent", "carrier", NONE);
        registry.counter("tel.sms.delivered", "carrier", NONE);
        registry.counter("tel.sms.failed", "carrier", NONE);
    }

    /** A walk along the carriers ended. */
    public void settled(SmsOutcome outcome) {
        String carrier = outcome.attempt() == null ? NONE : outcome.attempt().carrier();
        switch (outcome.status()) {
            case SENT -> registry.counter("tel.sms.sent", "carrier", carrier).increment();
            case FAILED ->
                registry.counter("tel.sms.failed", "carrier", carrier).increment();
            default -> {}
        }
    }

    /** A carrier reported a message's end. */
    public void reported(String carrier, SmsStatus status) {
        switch (status) {
            case DELIVERED ->
                registry.counter("tel.sms.delivered", "carrier", carrier).increment();
            case FAILED, UNDELIVERED ->
                registry.counter("tel.sms.failed", "carrier", carrier).increment();
            default -> {}
        }
    }
}
