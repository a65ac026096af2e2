package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.OutboundSms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a message says: phrases that the law, the networks or the organisation itself forbid, and links to mark. */
public final class ContentRule implements ComplianceRule {

    private final ContentRules common;
    private final Function<String, ContentRules> own;
    private final Function<String, Organization> organizations;

    /**
     * @param own an organisation's own rules, by its name
     * @param organizations an organisation by its name
     */
    public ContentRule(
            ContentRules common, Function<String, ContentRules> own, Function<String, Organization> organizations) {
        this.common = common;
        this.own = own;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "content";
    }

    @Override
    public Verdict check(OutboundSms message) {
        String organization = message.owner().organization();
        List<ContentRules.Match> matches =
                new ArrayList<>(common.matches(message.text().body()));
        matches.addAll(own.apply(organization).matches(message.text().body()));
        matches.removeIf(match -> !counts(match, message));
        for (ContentRules.Match match : matches) {
            if (match.category().action() == ContentRules.Action.BLOCK) {
                return new Verdict.Block(new TelException.ContentBlocked(why(match, message)));
            }
        }
        return matches.isEmpty()
                ? new Verdict.Pass("nothing that is listed")
                : new Verdict.Flag(why(matches.get(0), message));
    }

    /** Health data is not quoted: what is said here is kept in clear. */
    private static String why(ContentRules.Match match, OutboundSms message) {
        String what = message.policy().hipaa() ? "something" : "\"" + match.what() + "\"";
        return "the text says " + what + ", which counts as " + match.name();
    }

    private boolean counts(ContentRules.Match match, OutboundSms message) {
        boolean allowed = match.category().ageGated()
                && organizations
                        .apply(message.owner().organization())
                        .allowedContent()
                        .contains(match.name());
        return !allowed
                && match.category()
                        .counts(message.parties().country(), message.policy().purpose());
    }
}
