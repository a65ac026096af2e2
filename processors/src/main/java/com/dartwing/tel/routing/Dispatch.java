package com.dartwing.tel.routing;

import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.error.TelException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One walk of a message or a call along its ranked carriers, until one takes it, one rejects it, one may have taken it
 * and it must not be repeated, or none is left. The failover route drives it; it belongs to one exchange.
 */
public final class Dispatch<T extends Routed> {

    private final T subject;
    private final List<RouteOption> options;
    private final Iterator<RouteOption> eligible;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Clock clock;
    private RouteOption current;
    private Instant startedAt;
    private TelException refusal;
    private String rejectedAs;
    private boolean over;

    public Dispatch(T subject, List<RouteOption> options, Clock clock) {
        this.subject = subject;
        this.options = List.copyOf(options);
        this.eligible = this.options.stream().filter(RouteOption::eligible).iterator();
        this.clock = clock;
    }

    /** What is on its way. */
    public T subject() {
        return subject;
    }

    public List<RouteOption> options() {
        return options;
    }

    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Whether another carrier should be tried. */
    public boolean isOpen() {
        return !over && eligible.hasNext();
    }

    /** Turns to the next carrier. */
    public void turn() {
        current = eligible.next();
        startedAt = clock.instant();
    }

    /** The carrier whose turn it is. */
    public String carrier() {
        return current.carrier();
    }

    /** What that carrier would cost, and why it is where it is in the ranking. */
    public RouteOption option() {
        return current;
    }

    /** Our id of the attempt under way: the subject's, the try and the place in it. */
    public String attemptId() {
        return subject.id() + "-" + subject.tries() + "." + (attempts.size() + 1);
    }

    /** It may not go to any carrier. */
    public void refuse(TelException why) {
        refusal = why;
        over = true;
    }

    /** Why no carrier was tried at all, or null. */
    public TelException refusal() {
        return refusal;
    }

    /** The carrier took it. */
    public void sent(CarrierResult result) {
        attempts.add(attempt(Attempt.Outcome.SENT, result.carrierId(), null, null, result.raw()));
        over = true;
    }

    /** The carrier did not say yes. */
    public void failed(CarrierException failure) {
        Attempt.Outcome outcome;
        if (failure instanceof CarrierException.Rejected) {
            outcome = Attempt.Outcome.REJECTED;
            over = true;
        } else if (failure instanceof CarrierException.Unknown) {
            outcome = Attempt.Outcome.UNKNOWN;
            over = !subject.mayRepeat();
        } else {
            outcome = Attempt.Outcome.UNAVAILABLE;
        }
        attempts.add(attempt(outcome, null, failure.code(), words(failure), null));
        rejectedAs = failure instanceof CarrierException.Rejected rejected ? rejected.telCode() : null;
    }

    /** The carrier's words, but when they may repeat health data. */
    private String words(CarrierException failure) {
        return subject.holdsHealthData() ? "not kept: it holds health data" : failure.getMessage();
    }

    /** The {@code TEL-} code of the carrier's rejection, or null. */
    public String rejectedAs() {
        return rejectedAs;
    }

    /** The attempt that was sent, rejected or is unknown; null when no carrier was tried. */
    public Attempt last() {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    }

    private Attempt attempt(Attempt.Outcome outcome, String carrierId, String code, String detail, String raw) {
        return new Attempt(
                attemptId(),
                current.carrier(),
                outcome,
                carrierId,
                code,
                detail,
                startedAt,
                Duration.between(startedAt, clock.instant()),
                outcome == Attempt.Outcome.SENT ? current.cost() : null,
                outcome == Attempt.Outcome.SENT ? current.currency() : null,
                raw);
    }
}
