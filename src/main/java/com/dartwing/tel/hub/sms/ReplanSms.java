package com.dartwing.tel.hub.sms;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierState;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.carrier.CarrierMonitor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Plans the messages that wait for their next try anew when other carriers can take them than before: an operator
 * switched one off or on, on whichever node, or a circuit breaker opened or closed.
 */
@Component("replanSms")
public class ReplanSms {

    private static final Logger LOG = LoggerFactory.getLogger(ReplanSms.class);

    private final CarrierFolders carriers;
    private final CarrierMonitor monitor;
    private final WaitingSms waiting;
    private Set<String> usable;

    public ReplanSms(CarrierFolders carriers, CarrierMonitor monitor, WaitingSms waiting) {
        this.carriers = carriers;
        this.monitor = monitor;
        this.waiting = waiting;
    }

    /** Looks whether anything changed since the last time; one thread calls it. */
    public void watch() {
        Set<String> now = carriers.all().stream()
                .filter(this::isUsable)
                .map(Carrier::name)
                .collect(Collectors.toUnmodifiableSet());
        if (usable != null && !usable.equals(now)) {
            LOG.info("The usable carriers are {} now; {} waiting messages are tried again", now, waiting.sendAllNow());
        }
        usable = now;
    }

    /** A half-open breaker is none that closed: it would send everybody into its next opening. */
    private boolean isUsable(Carrier carrier) {
        CarrierState state = monitor.of(carrier);
        boolean closed = carriers.breaker(carrier.name()).getState() == CircuitBreaker.State.CLOSED;
        return state.enabled() && !state.draining() && closed;
    }
}
