package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.Purpose;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Who withdrew consent gets nothing of that purpose. Where consent is required, marketing also wants it given before
 * (47 CFR 64.1200(a)(2), and Canada's Anti-Spam Legislation, section 6).
 */
public final class ConsentRule implements RecipientRule {

    private final Predicate<Contact> required;

    /** @param required whether a marketing message must have its recipient's consent */
    public ConsentRule(Predicate<Contact> required) {
        this.required = required;
    }

    @Override
    public String name() {
        return "consent";
    }

    @Override
    public Verdict check(Contact contact, Standing recipient) {
        Consent consent = recipient.consent();
        String purpose = contact.purpose().name().toLowerCase(Locale.ROOT);
        if (consent != null && !consent.given()) {
            return block("the recipient withdrew consent to " + purpose + " messages on " + consent.at());
        }
        if (consent != null) {
            return new Verdict.Pass("consent given on " + consent.at());
        }
        if (contact.purpose() == Purpose.TRANSACTIONAL) {
            return new Verdict.Pass("a transactional message needs none");
        }
        return required.test(contact)
                ? block("the recipient has not consented to marketing messages")
                : new Verdict.Pass("none on record, and none required");
    }

    private static Verdict block(String why) {
        return new Verdict.Block(new TelException.ComplianceBlock(why));
    }
}
