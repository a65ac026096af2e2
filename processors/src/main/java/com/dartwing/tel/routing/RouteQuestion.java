package com.dartwing.tel.routing;

import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.numbers.EmergencyNumbers;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import com.dartwing.tel.voice.OutboundCall;

/**
 * What is to be routed.
 *
 * @param operation {@code sms}, {@code mms}, {@code voice} or {@code fax}
 * @param owner whose it is
 * @param units what the rate is multiplied with: segments, minutes, pages
 * @param preferred the carrier that the caller would like, or null
 * @param media how many media an MMS has, 0 for anything else
 */
public record RouteQuestion(String operation, Parties parties, Owner owner, int units, String preferred, int media) {

    public RouteQuestion(String operation, Parties parties, Owner owner, int units, String preferred) {
        this(operation, parties, owner, units, preferred, 0);
    }

    public static RouteQuestion of(OutboundSms sms) {
        return of(sms, sms.operation(), sms.units());
    }

    /** What a call would be; its rate is that of a minute. */
    public static RouteQuestion of(OutboundCall call) {
        return new RouteQuestion(
                "voice", call.parties(), call.owner(), 1, call.plan().preferredCarrier());
    }

    /** What a fax would be; its rate is that of a page. */
    public static RouteQuestion of(OutboundFax fax) {
        return new RouteQuestion("fax", fax.parties(), fax.owner(), fax.pages(), null);
    }

    /** What a carrier must be able to do: it may carry voice and yet take no commands. */
    String capability() {
        return operation.equals("voice") ? "call-control" : operation;
    }

    /** Whether it is a call for help, which goes to who locates the caller, whatever it costs and whatever rules say. */
    boolean emergency() {
        return operation.equals("voice") && EmergencyNumbers.isOne(parties.to());
    }

    /** What is said of a carrier that cannot do it. */
    String refusal() {
        return operation.equals("voice") ? "it takes no commands about calls" : "it cannot carry " + operation;
    }

    /** What something else than a text between the same parties would be. */
    public static RouteQuestion of(OutboundSms sms, String operation, int units) {
        return new RouteQuestion(
                operation,
                sms.parties(),
                sms.owner(),
                units,
                sms.policy().preferredCarrier(),
                sms.media() == null ? 0 : sms.media().urls().size());
    }
}
