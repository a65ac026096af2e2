package com.dartwing.tel.compliance;

import com.dartwing.tel.compliance.Judgement.Opinion;
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

    /** What each rule says of one, in order. */
    public List<Opinion> explain(Contact contact) {
        return opinions(contact, standings.of(List.of(contact)).get(0));
    }

    private Optional<TelException> refusal(Contact contact, Standing callee) {
        return opinions(contact, callee).stream()
                .map(Opinion::verdict)
                .filter(Verdict.Block.class::isInstance)
                .map(verdict -> ((Verdict.Block) verdict).refusal())
                .findFirst();
    }

    private List<Opinion> opinions(Contact contact, Standing callee) {
        if (contact instanceof OutboundCall call && call.isEmergency()) {
            return List.of();
        }
        List<Opinion> opinions = new ArrayList<>();
        rules.forEach(rule -> opinions.add(new Opinion(rule.name(), unheld(rule.check(contact, callee)))));
        opinions.add(new Opinion(hours.name(), unheld(hours.check(contact))));
        return opinions;
    }

    /** Neither a call nor a fax can wait for its hours. */
    private static Verdict unheld(Verdict verdict) {
        return verdict instanceof Verdict.Hold hold
                ? new Verdict.Block(new TelException.ComplianceBlock(hold.detail() + ", until " + hold.until()))
                : verdict;
    }
}
