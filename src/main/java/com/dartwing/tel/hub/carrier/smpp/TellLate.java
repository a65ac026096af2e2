package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierRequest;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.sms.LateRefusals;
import com.dartwing.tel.hub.sms.ReceiveReceipts;
import com.dartwing.tel.sms.Receipt;
import com.dartwing.tel.sms.SmsStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what a carrier says of a message too late. The attempt is written as unknown, or will be: from now on it is
 * known. Readers of lines call this: it waits for no commit. What cannot be kept is counted as {@code lost}, and one of each
 * thousand is a line in the log.
 */
final class TellLate implements SubmitMessage.Late {

    private static final Logger LOG = LoggerFactory.getLogger(TellLate.class);
    private static final int ONE_OF = 1_000;

    private final Carrier carrier;
    private final ReceiveReceipts receipts;
    private final LateRefusals refusals;
    private final Clock clock;
    private final Counter taken;
    private final Counter refused;
    private final Counter lost;

    TellLate(Carrier carrier, ReceiveReceipts receipts, LateRefusals refusals, MeterRegistry registry, Clock clock) {
        this.carrier = carrier;
        this.receipts = receipts;
        this.refusals = refusals;
        this.clock = clock;
        this.taken = counter(registry, "taken");
        this.refused = counter(registry, "refused");
        this.lost = counter(registry, "lost");
    }

    private Counter counter(MeterRegistry registry, String status) {
        return registry.counter("tel.smpp.late.answers", "carrier", carrier.name(), "status", status);
    }

    @Override
    public void taken(CarrierRequest request, String carrierId) {
        Receipt answer = new Receipt(
                carrier.name(),
                carrierId,
                request.attempt(),
                request.to(),
                SmsStatus.SENT,
                null,
                null,
                clock.instant());
        try {
            receipts.receiveLate(answer).whenComplete((done, failure) -> count(taken, failure));
        } catch (TelException.Unavailable full) {
            count(taken, full);
        }
    }

    @Override
    public void refused(CarrierRequest request, CarrierException refusal) {
        count(
                refused,
                refusals.refused(request.attempt(), refusal) ? null : new IllegalStateException("too many wait"));
    }

    private void count(Counter kept, Throwable failure) {
        if (failure == null) {
            kept.increment();
            return;
        }
        lost.increment();
        long count = (long) lost.count();
        if (count % ONE_OF == 1) {
            LOG.warn(
                    "A late answer of {} could not be kept, {} since the start: {}",
                    carrier.name(),
                    count,
                    failure.toString());
        }
    }
}
