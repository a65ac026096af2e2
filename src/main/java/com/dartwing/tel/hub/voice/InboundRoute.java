package com.dartwing.tel.hub.voice;

import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.voice.InboundCall;
import com.dartwing.tel.voice.script.FlowScript;
import com.dartwing.tel.voice.script.Script;
import com.dartwing.tel.voice.script.VerbScript;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What happens to a call that came in: what its number is set to. What it is set to and cannot have is a call refused. */
@Component
class InboundRoute {

    private static final Logger LOG = LoggerFactory.getLogger(InboundRoute.class);
    private static final VerbScript REFUSE = VerbScript.own(VerbScript.verb("reject", Map.of()));
    private static final String GREETING = "Nobody can take your call. Please leave a message after the tone.";

    private final Dids dids;
    private final IvrFlows flows;

    InboundRoute(Dids dids, IvrFlows flows) {
        this.dids = dids;
        this.flows = flows;
    }

    /**
     * The script of the number's route.
     *
     * @param consumer the URL that hears of the call, or null
     * @return nothing when the consumer is to say what happens
     */
    Optional<Script> script(Did did, InboundCall call, String consumer) {
        return switch (did.inboundVoiceRoute()) {
            case WEBHOOK -> consumer == null ? refuse("nobody hears of it") : Optional.empty();
            case FORWARD -> forward(did, call);
            case VOICEMAIL -> Optional.of(voicemail(did));
            case IVR_FLOW ->
                flows.find(did.ivrFlow())
                        .<Optional<Script>>map(flow -> Optional.of(FlowScript.of(flow)))
                        .orElseGet(() -> refuse("its flow is not there"));
            case SIP_ENDPOINT -> refuse("SIP endpoints are not there yet");
        };
    }

    /** Never of a call from a number of ours: two of them could keep each other busy for ever. */
    private Optional<Script> forward(Did did, InboundCall call) {
        if (did.forwardTo() == null
                || did.forwardTo().equals(did.phoneNumber())
                || dids.find(call.from()).isPresent()) {
            return refuse("it leads nowhere");
        }
        return Optional.of(VerbScript.own(
                VerbScript.verb("transfer", Map.of("destination", did.forwardTo())),
                VerbScript.verb("hangup", Map.of())));
    }

    private static Script voicemail(Did did) {
        String greeting =
                did.voicemailGreeting() == null || did.voicemailGreeting().isBlank()
                        ? GREETING
                        : did.voicemailGreeting();
        return VerbScript.own(
                VerbScript.verb("speak", Map.of("text", greeting)),
                VerbScript.verb("record", Map.of()),
                VerbScript.verb("hangup", Map.of()));
    }

    private static Optional<Script> refuse(String why) {
        LOG.warn("A call is refused by the route of its number: {}", why);
        return Optional.of(REFUSE);
    }
}
