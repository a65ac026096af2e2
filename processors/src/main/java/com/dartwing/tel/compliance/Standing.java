package com.dartwing.tel.compliance;

/**
 * What is on record about a recipient, for the organisation and the purpose of one message.
 *
 * @param listedIn the scope in which the number is on the do-not-contact list, {@code global} or the organisation's
 *     name; null when it is not listed
 * @param consent the recipient's latest word; null when none is known
 */
public record Standing(String listedIn, Consent consent) {

    /** Nothing is on record. */
    public static final Standing UNKNOWN = new Standing(null, null);
}
