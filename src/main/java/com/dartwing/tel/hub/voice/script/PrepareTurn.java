package com.dartwing.tel.hub.voice.script;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.carrier.CallAction;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierOperations;
import com.dartwing.tel.hub.voice.ActiveCall;
import com.dartwing.tel.hub.voice.CheckTransfer;
import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.hub.voice.script.RunScripts.Turn;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.RecordingVerb;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes a carrier's order of what is to be done in a call, if whoever the call belongs to may have it done. */
@Component
class PrepareTurn {

    /**
     * What a carrier is asked for.
     *
     * @param recording that was put on record for it, or null
     */
    record Order(CallAction action, String recording) {}

    private static final String RECORD = "voice.record";
    private static final String CONFERENCE = "voice.conference";

    private final ApiKeys keys;
    private final Carriers carriers;
    private final CarrierOperations operations;
    private final CheckTransfer transfers;
    private final Recordings recordings;

    PrepareTurn(
            ApiKeys keys,
            Carriers carriers,
            CarrierOperations operations,
            CheckTransfer transfers,
            Recordings recordings) {
        this.keys = keys;
        this.carriers = carriers;
        this.operations = operations;
        this.transfers = transfers;
        this.recordings = recordings;
    }

    /** @throws TelException when it may not be done, or the carrier cannot */
    Order order(Turn turn) {
        ActiveCall call = turn.call().call();
        if (!operations.has(call.carrier(), turn.verb().operation())) {
            throw new TelException.FeatureDisabled(carriers.titleOf(call.carrier()) + " does not do this in a call");
        }
        CallVerb verb = turn.verb();
        if (verb instanceof CallVerb.Transfer transfer) {
            verb = transfers.check(owner(turn), call, transfer);
        }
        String recording = null;
        if (verb instanceof RecordingVerb.RecordMessage message) {
            recording = record(turn, message);
        }
        if (verb instanceof CallVerb.EnterConference && !owner(turn).may(CONFERENCE)) {
            throw new TelException.PermissionDenied("This key may not hold conferences");
        }
        CallAction action = new CallAction(
                call.carrierCallId(), call.attempt(), call.id() + "-s" + turn.number(), call.from(), verb);
        return new Order(action, recording);
    }

    /** The recording that it begins; null when one runs already, which is as good. */
    private String record(Turn turn, RecordingVerb.RecordMessage message) {
        ApiKey owner = owner(turn);
        // What a number's own route records is decided by whoever set the route.
        if (!turn.isOwn() && !owner.may(RECORD)) {
            throw new TelException.PermissionDenied("This key may not record calls");
        }
        Recordings.Owner whose = new Recordings.Owner(
                turn.id(),
                owner.name(),
                turn.call().organization(),
                turn.call().call().carrier());
        boolean runs = recordings.open(turn.id()).isPresent();
        String recording = turn.isOwn()
                ? recordings.voicemail(whose, message.recording())
                : recordings.ensure(whose, message.recording());
        return runs ? null : recording;
    }

    private ApiKey owner(Turn turn) {
        String name = turn.call().apiKey();
        return (name == null ? Optional.<ApiKey>empty() : keys.byName(name))
                .orElseThrow(
                        () -> new TelException.PermissionDenied("The number belongs to no key that could do this"));
    }
}
