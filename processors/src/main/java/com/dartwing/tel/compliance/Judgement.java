package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OutboundSms;
import java.util.ArrayList;
import java.util.List;

/** What the rules say of a message, in the order in which they were asked. */
public record Judgement(OutboundSms message, List<Opinion> opinions) {

    /** What one rule says. */
    public record Opinion(String rule, Verdict verdict) {}

    public Judgement {
        opinions = List.copyOf(opinions);
    }

    /** The first rule that forbids decides; when none does, the one that holds the message longest. */
    public Verdict verdict() {
        Verdict decisive = null;
        for (Opinion opinion : opinions) {
            Verdict verdict = opinion.verdict();
            if (verdict instanceof Verdict.Block) {
                return verdict;
            }
            boolean longer = verdict instanceof Verdict.Hold hold
                    && (decisive == null || hold.until().isAfter(((Verdict.Hold) decisive).until()));
            decisive = longer ? verdict : decisive;
        }
        return decisive == null ? new Verdict.Pass("no rule objects") : decisive;
    }

    /** Whether a rule had more to say than that it passes. */
    public boolean isNoteworthy() {
        return opinions.stream().anyMatch(opinion -> !(opinion.verdict() instanceof Verdict.Pass));
    }

    public boolean passes() {
        return verdict() instanceof Verdict.Pass;
    }

    /** The same of the message under its id. */
    public Judgement of(OutboundSms named) {
        return new Judgement(named, opinions);
    }

    Judgement and(List<Opinion> more) {
        List<Opinion> all = new ArrayList<>(opinions);
        all.addAll(more);
        return new Judgement(message, all);
    }
}
