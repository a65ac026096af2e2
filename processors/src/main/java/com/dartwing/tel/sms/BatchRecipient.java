package com.dartwing.tel.sms;

/** A recipient of a batch as it was accepted. */
public sealed interface BatchRecipient {

    /** Place in the batch, from 0. */
    int position();

    /**
     * One that a message goes to.
     *
     * @param body its own text, or null for the batch's
     */
    record Good(int position, String to, String body) implements BatchRecipient {}

    /**
     * One that counts as failed.
     *
     * @param to its number, or what the caller wrote when that is none, shortened; null when it was no text
     * @param code the {@code TEL-} code
     */
    record Bad(int position, String to, String code, String message) implements BatchRecipient {}
}
