package com.dartwing.tel.hub.voice;

import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.CallStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What alerts and the autoscaler read of calls (seed, section 13.3). */
@Component
class VoiceMeters {

    private final Counter initiated;
    private final Counter failed;
    private final Counter emergency;

    VoiceMeters(MeterRegistry registry, CallRows rows) {
        initiated = registry.counter("tel.voice.initiated");
        failed = registry.counter("tel.voice.failed");
        emergency = registry.counter("tel.voice.emergency");
        Gauge.builder("tel.active.calls", () -> active(rows))
                .description("Calls under way that this node dialled since it was started")
                .register(registry);
    }

    private static double active(CallRows rows) {
        try {
            return rows.activeHere();
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }

    void initiated() {
        initiated.increment();
    }

    /** Counts a call for help: an alarm looks at it. */
    void emergency() {
        emergency.increment();
    }

    /** Counts a call that has ended; nobody's fault is no failure: busy, declined and unanswered calls are answers. */
    void ended(CallState state) {
        if (state.status() == CallStatus.FAILED && !"TEL-204".equals(state.errorCode())) {
            failed.increment();
        }
    }
}
