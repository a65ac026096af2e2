package com.dartwing.tel.hub.voice;

import com.dartwing.tel.carrier.CallAction;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.carrier.CarrierOperations;
import com.dartwing.tel.hub.voice.CallDues.Greeting;
import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.RecordingVerb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * What a call is to begin with once somebody has answered it. It is due from the answer on, in the call's row, so that a
 * node that dies over it is followed by another; its commands have the same ids at each try, so that carriers obey once.
 */
@Component("greetCalls")
public class GreetCalls {

    /** How long a node may take over it, before another one tries. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    /**
     * A command that nobody waits for.
     *
     * @param recording our id of what it begins, or null
     */
    public record Order(String call, String carrier, CallAction action, String recording) {}

    private final CallDues dues;
    private final ChangeCalls changes;
    private final Recordings recordings;
    private final CarrierOperations operations;
    private final Clock clock;

    GreetCalls(CallDues dues, ChangeCalls changes, Recordings recordings, CarrierOperations operations, Clock clock) {
        this.dues = dues;
        this.changes = changes;
        this.recordings = recordings;
        this.operations = operations;
        this.clock = clock;
    }

    /** Calls whose greeting was due a while ago: whoever had it in hand is gone. */
    public List<String> overdue() {
        return dues.greetings(clock.instant().minus(LEASE));
    }

    /** What the carrier is to be asked for; nothing when another node has it in hand, or nothing is due. */
    public List<Order> claim(Exchange exchange, @Body String call) {
        Instant now = clock.instant();
        if (!dues.claimGreeting(call, now, now.plus(LEASE))) {
            return List.of();
        }
        exchange.setProperty("greeted", call);
        return dues.greeting(call).map(this::orders).orElse(List.of());
    }

    private List<Order> orders(Greeting greeting) {
        String call = greeting.call();
        List<Order> orders = new ArrayList<>();
        if (greeting.recorded()) {
            RecordingVerb.StartRecording start = RecordingVerb.StartRecording.of(call);
            if (operations.has(greeting.carrier(), start.operation())) {
                Recordings.Owner owner =
                        new Recordings.Owner(call, greeting.apiKey(), greeting.organization(), greeting.carrier());
                orders.add(order(greeting, "recording", start, recordings.ensure(owner, start)));
            } else {
                tell(call, start, new TelException.FeatureDisabled("The carrier does not record calls"));
            }
        }
        if (greeting.text() != null) {
            orders.add(order(greeting, "greeting", new CallVerb.Speak(call, greeting.text(), greeting.voice()), null));
        }
        return orders;
    }

    private static Order order(Greeting greeting, String what, CallVerb verb, String recording) {
        return new Order(
                greeting.call(),
                greeting.carrier(),
                new CallAction(greeting.carrierCallId(), null, greeting.call() + "-" + what, greeting.from(), verb),
                recording);
    }

    /** Turns to one of the orders, as its carrier's mapping reads it. */
    public CallAction turn(Exchange exchange, @Body Order order) {
        exchange.setProperty("order", order);
        exchange.setProperty("carrier", order.carrier());
        exchange.setProperty("operation", order.action().verb().operation());
        return order.action();
    }

    /** Tells that the carrier did not do it; the call goes on. */
    public void failed(
            @ExchangeProperty("order") Order order, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        CarrierException answer = CarrierFailure.of(order.carrier(), failure);
        tell(order.call(), order.action().verb(), CarrierFailure.told(answer));
        if (order.recording() != null && !(answer instanceof CarrierException.Unknown)) {
            recordings.refused(order.recording());
        }
    }

    private void tell(String call, CallVerb verb, TelException why) {
        changes.change(new CallChange.Told(
                call,
                (sequence, at, status) -> CallEvent.commandFailed(call, sequence, at, status, verb.operation(), why),
                () -> true));
    }

    /** Notes that it is done, or in vain. */
    public void done(@ExchangeProperty("greeted") String call) {
        if (call != null) {
            dues.greeted(call);
        }
    }
}
