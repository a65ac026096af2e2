package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.voice.OutboundCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the law lets calls be made and faxes be sent now. Neither can be held: outside its hours it is refused. A call for
 * help is never.
 */
public final class ComplyCall {

    private final QuietHoursRule hours;
    private final List<RecipientRule> rules;
    private final Standings standings;

    public ComplyCall(QuietHoursRule hours, List<RecipientRule> rules, Standings standings) {
        this.hours = hours;
        this.rules = List.copyOf(rules);
        this.standings = standings;
    }

    /** What forbids each of them, in order; one read for all. */
    public List<Optional<TelException>> refusals(List<? extends Contact> contacts) {
        List<Standing> callees = standings.of(contacts);
        List<Optional<TelException>> refusals = new ArrayList<>(contacts.size());
        for (int i = 0; i < contacts.size(); i++) {
            refusals.add(refusal(contacts.get(i), callees.get(i)));
        }
        return refusals;
    }

    private Optional<TelException> refusal(Contact contact, Standing callee) {
        if (contact instanceof OutboundCall call && call.isEmergency()) {
            return Optional.empty();
        }
        List<Verdict> verdicts = new ArrayList<>();
        rules.forEach(rule -> verdicts.add(rule.check(contact, callee)));
        verdicts.add(hours.check(contact));
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
