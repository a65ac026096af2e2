package com.dartwing.tel.hub.voice;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.compliance.ComplyCall;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.numbers.PhoneNumber;
import com.dartwing.tel.routing.RankCarriers;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.routing.RouteQuestion;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import com.dartwing.tel.voice.CallVerb.Transfer;
import com.dartwing.tel.voice.OutboundCall;
import com.dartwing.tel.voice.ValidateCall;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Whether a call may go on to somebody else: whoever is dialled, by a call or in one, is dialled by the same rules. */
@Component
public class CheckTransfer {

    private final ValidateCall validate;
    private final ComplyCall comply;
    private final RankCarriers rank;
    private final KeySpend spend;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CheckTransfer(
            ValidateCall validate,
            ComplyCall comply,
            RankCarriers rank,
            KeySpend spend,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.validate = validate;
        this.comply = comply;
        this.rank = rank;
        this.spend = spend;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The transfer with its destination in E.164.
     *
     * @throws TelException when the number, the law, the key or the call's carrier forbids it
     */
    public Transfer check(ApiKey caller, ActiveCall call, Transfer wanted) {
        PhoneNumber to = validate.callee(caller, wanted.destination(), "destination");
        spend.require(caller.name());
        OutboundCall further = new OutboundCall(
                call.id(),
                new Owner(caller.name(), caller.organization(), caller.module(), caller.costCenter()),
                new Parties(call.from(), false, null, to.e164(), to.country()),
                new OutboundCall.Plan(call.purpose(), null, 60, 60, false, null, null, false, null),
                new OutboundCall.Details(null, null, null),
                clock.instant());
        comply.refusals(List.of(further)).get(0).ifPresent(refusal -> {
            transaction.executeWithoutResult(status ->
                    audit.add(caller.name(), "call.transfer_blocked", call.id(), Map.of("error_code", refusal.code())));
            throw refusal.about(call.id());
        });
        Optional<RouteOption> option = rank.rank(RouteQuestion.of(further)).stream()
                .filter(one -> one.carrier().equals(call.carrier()))
                .findFirst();
        if (option.filter(RouteOption::eligible).isEmpty()) {
            throw new TelException.NotReachable("The carrier of this call cannot dial the destination: "
                            + option.map(RouteOption::reason).orElse("it is gone"))
                    .about(call.id());
        }
        return new Transfer(wanted.callId(), to.e164());
    }
}
