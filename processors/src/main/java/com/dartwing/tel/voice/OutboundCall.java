package com.dartwing.tel.voice;

import com.dartwing.tel.compliance.Contact;
import com.dartwing.tel.numbers.EmergencyNumbers;
import com.dartwing.tel.routing.Routed;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import com.dartwing.tel.sms.Purpose;
import java.time.Instant;

/**
 * A valid call on its way out.
 *
 * @param id the record's id, {@code CALL-YYYY-nnnnnn}
 */
public record OutboundCall(String id, Owner owner, Parties parties, Plan plan, Details details, Instant createdAt)
        implements Routed, Contact {

    /**
     * How it is dialled.
     *
     * @param callerIdName shown to the callee where the network carries it, or null
     * @param timeoutSeconds how long it may ring, 5 to 600
     * @param maxDurationSeconds after which the carrier ends it, 60 to 14,400
     * @param machineDetection whether the carrier is to tell a machine from a person
     * @param audioUrl played when it is answered, or null
     * @param greeting said when it is answered, or null
     * @param recorded whether it is recorded from the answer on
     * @param preferredCarrier lower-case name, or null
     */
    public record Plan(
            Purpose purpose,
            String callerIdName,
            int timeoutSeconds,
            int maxDurationSeconds,
            boolean machineDetection,
            String audioUrl,
            Greeting greeting,
            boolean recorded,
            String preferredCarrier) {}

    /**
     * A text that is spoken.
     *
     * @param voice as carriers name it, or null
     */
    public record Greeting(String text, String voice) {}

    /** What is kept for the caller and plays no part in the call; each may be null. */
    public record Details(String webhookUrl, String contextJson, String idempotencyKey) {}

    public OutboundCall withId(String newId) {
        return new OutboundCall(newId, owner, parties, plan, details, createdAt);
    }

    /** Whether somebody calls for help: nothing of ours may stop it. */
    public boolean isEmergency() {
        return EmergencyNumbers.isOne(parties.to());
    }

    /** It is dialled once: who waits for it to ring does not wait for a second try an hour later. */
    @Override
    public int tries() {
        return 0;
    }

    /** A telephone that may ring already must not ring twice. */
    @Override
    public boolean mayRepeat() {
        return false;
    }

    @Override
    public boolean holdsHealthData() {
        return false;
    }

    @Override
    public Purpose purpose() {
        return plan.purpose();
    }

    /** Without numbers, which may not reach a log. */
    @Override
    public String toString() {
        return "OutboundCall[" + id + "]";
    }
}
