package com.dartwing.tel.hub.hipaa;

import com.dartwing.tel.compliance.BusinessAssociates;
import com.dartwing.tel.compliance.HealthPatterns;
import com.dartwing.tel.sms.OutboundSms;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Looks for health data in what an organisation with an agreement sends outside HIPAA mode. The message goes its way;
 * that something was seen is counted, and kept for its trace.
 */
@Component
public class SuspectHealthData {

    private final BusinessAssociates associates;
    private final HealthPatterns patterns;
    private final Clock clock;
    private final Counter seen;

    public SuspectHealthData(
            BusinessAssociates associates, HealthPatterns patterns, Clock clock, MeterRegistry registry) {
        this.associates = associates;
        this.patterns = patterns;
        this.clock = clock;
        this.seen = registry.counter("tel.sms.health.data.suspected");
    }

    /** The names of the patterns that its text shows; none for all others. */
    public List<String> in(OutboundSms sms) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (sms.policy().hipaa() || !associates.covers(sms.owner().organization(), today)) {
            return List.of();
        }
        List<String> found = patterns.in(sms.text().body());
        if (!found.isEmpty()) {
            seen.increment();
        }
        return found;
    }
}
