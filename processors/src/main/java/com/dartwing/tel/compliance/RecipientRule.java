package com.dartwing.tel.compliance;

/** A rule that hangs on what is on record about the recipient, which is read for many messages at once. */
public interface RecipientRule {

    /** Short name, as traces show it. */
    String name();

    Verdict check(Contact contact, Standing recipient);
}
