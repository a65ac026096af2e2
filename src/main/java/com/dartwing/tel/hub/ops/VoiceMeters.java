package com.dartwing.tel.hub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * What alerts and the autoscaler read of calls (seed, section 13.3). They are told as zero as long as this hub carries
 * no calls, so that a rule that names them evaluates, and stays silent.
 */
@Component
class VoiceMeters {

    VoiceMeters(MeterRegistry registry) {
        registry.counter("tel.voice.initiated");
        registry.counter("tel.voice.failed");
        Gauge.builder("tel.active.calls", () -> 0)
                .description("Calls that are under way on this node")
                .register(registry);
    }
}
