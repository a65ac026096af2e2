package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.FaxStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What alerts and the dashboard read of faxes (contract, section 10); the counters exist from the start, at zero. */
@Component
class FaxMeters {

    private static final String NONE = "none";
    private static final String CARRIER = "carrier";

    /** Busy, unanswered, declined: answers of the other side, and nobody's fault. */
    private static final Set<String> ANSWERS = Set.of("TEL-202", "TEL-203", "TEL-204");

    private final MeterRegistry registry;

    FaxMeters(MeterRegistry registry) {
        this.registry = registry;
        for (String name :
                Set.of("tel.fax.sent", "tel.fax.delivered", "tel.fax.failed", "tel.fax.pages", "tel.fax.not.fetched")) {
            registry.counter(name, CARRIER, NONE);
        }
    }

    /** A carrier took a fax. */
    void sent(String carrier) {
        count("tel.fax.sent", carrier, 1);
    }

    /**
     * A fax came to a state.
     *
     * @param carrier the one that was asked last, or null
     * @param pages how many more have arrived than was known before
     */
    void moved(String carrier, FaxState state, int pages) {
        if (state.status() == FaxStatus.DELIVERED) {
            count("tel.fax.delivered", carrier, 1);
        } else if ((state.status() == FaxStatus.FAILED || state.status() == FaxStatus.PARTIAL)
                && !ANSWERS.contains(state.errorCode())) {
            count("tel.fax.failed", carrier, 1);
        }
        count("tel.fax.pages", carrier, pages);
    }

    /** A carrier could not fetch a document from here. */
    void notFetched(String carrier) {
        count("tel.fax.not.fetched", carrier, 1);
    }

    private void count(String name, String carrier, int amount) {
        if (amount > 0) {
            registry.counter(name, CARRIER, carrier == null ? NONE : carrier).increment(amount);
        }
    }
}
