package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.voice.OutboundCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the law lets calls be made now. A call cannot be held: outside its hours it is refused. One for help is never. */
public final class ComplyCall {

    private final QuietHoursRule hours;
    private final List<RecipientRule> rules;
    private final Standings standings;

    public ComplyCall(QuietHoursRule hours, List<RecipientRule> rules, Standings standings) {
        this.hours = hours;
        this.rules = List.copyOf(rules);
        this.standings = standings;
    }

    /** What forbids each of the calls, in order; one read for all. */
    public List<Optional<TelException>> refusals(List<OutboundCall> calls) {
        List<Standing> callees = standings.of(calls);
        List<Optional<TelException>> refusals = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            refusals.add(refusal(calls.get(i), callees.get(i)));
        }
        return refusals;
    }

    private Optional<TelException> refusal(OutboundCall call, Standing callee) {
        if (call.isEmergency()) {
            return Optional.empty();
        }
        List<Verdict> verdicts = new ArrayList<>();
        rules.forEach(rule -> verdicts.add(rule.check(call, callee)));
        verdicts.add(hours.check(call));
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Block block) {
                return Optional.of(block.refusal());
            }
            if (verdict instanceof Verdict.Hold hold) {
                return Optional.of(new TelException.ComplianceBlock(hold.detail() + ", until " + hold.until()));
            }
        }
        return Optional.empty();
    }
}
