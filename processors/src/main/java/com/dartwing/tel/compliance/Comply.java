package com.dartwing.tel.compliance;

import com.dartwing.tel.compliance.Judgement.Opinion;
import com.dartwing.tel.sms.OutboundSms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Asks every rule. A message on its way in is judged in two steps: alone, and then with others by what is on record about
 * their recipients, so that many cost one read. One that has waited is judged anew by all rules.
 */
public final class Comply {

    private final List<ComplianceRule> rules;
    private final List<RecipientRule> recipientRules;
    private final Standings standings;
    private final List<Allowance> allowances;

    public Comply(
            List<ComplianceRule> rules,
            List<RecipientRule> recipientRules,
            Standings standings,
            List<Allowance> allowances) {
        this.rules = List.copyOf(rules);
        this.recipientRules = List.copyOf(recipientRules);
        this.standings = standings;
        this.allowances = List.copyOf(allowances);
    }

    /** What the rules say that need nothing but the message. */
    public Judgement judge(OutboundSms message) {
        return new Judgement(
                message,
                rules.stream()
                        .map(rule -> new Opinion(rule.name(), rule.check(message)))
                        .toList());
    }

    /** Adds what the rules say that hang on the recipients; one read for all messages. */
    public List<Judgement> judgeRecipients(List<Judgement> judged) {
        List<Standing> recipients =
                standings.of(judged.stream().map(Judgement::message).toList());
        List<Judgement> complete = new ArrayList<>(judged.size());
        for (int i = 0; i < judged.size(); i++) {
            OutboundSms message = judged.get(i).message();
            Standing recipient = recipients.get(i);
            complete.add(judged.get(i)
                    .and(recipientRules.stream()
                            .map(rule -> new Opinion(rule.name(), rule.check(message, recipient)))
                            .toList()));
        }
        return complete;
    }

    /** What all rules say of messages that waited; one read for all of them. */
    public List<Judgement> judge(List<OutboundSms> messages) {
        return judgeRecipients(messages.stream().map(this::judge).toList());
    }

    /** Counts a message that leaves now against what it is allowed, unless a rule objects anyway. */
    public Judgement take(Judgement judged) {
        return allowed(judged, Allowance::take);
    }

    /** All that the rules say of a message, its allowances too; nothing is counted. */
    public Judgement explain(OutboundSms message) {
        return allowed(judge(List.of(message)).get(0), Allowance::peek);
    }

    private Judgement allowed(Judgement judged, BiFunction<Allowance, OutboundSms, Verdict> ask) {
        Judgement current = judged;
        for (Allowance allowance : allowances) {
            if (current.passes()) {
                current = current.and(List.of(new Opinion(allowance.name(), ask.apply(allowance, current.message()))));
            }
        }
        return current;
    }
}
