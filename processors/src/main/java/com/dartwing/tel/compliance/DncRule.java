package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;

/** A number on the do-not-contact list, the organisation's or the global one, gets nothing. */
public final class DncRule implements RecipientRule {

    @Override
    public String name() {
        return "dnc";
    }

    @Override
    public Verdict check(Contact contact, Standing recipient) {
        if (contact.answersKeyword()) {
            return new Verdict.Pass("the one answer to a keyword");
        }
        return recipient.listedIn() == null
                ? new Verdict.Pass("not on the do-not-contact list")
                : new Verdict.Block(new TelException.DncMatch(
                        "the recipient is on the do-not-contact list (" + recipient.listedIn() + ")"));
    }
}
