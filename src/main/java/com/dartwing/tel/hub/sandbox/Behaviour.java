package com.dartwing.tel.hub.sandbox;

/**
 * How a simulator is to behave for its next calls.
 *
 * @param count for how many calls; null means until it is told otherwise
 * @param operation behaves so at these calls alone, such as {@code call.speak}; null: at all
 * @param latencyMs waits before it answers
 * @param status answers this HTTP status and takes nothing
 * @param acceptThenTimeout takes the message and lets the answer wait until nobody listens any more
 * @param reverseReceipts reports in an order that did not happen: the last thing first
 * @param receiptStatus the state that its receipt tells, in our word or the carrier's
 */
public record Behaviour(
        Integer count,
        String operation,
        int latencyMs,
        Integer status,
        boolean acceptThenTimeout,
        boolean duplicateReceipts,
        boolean earlyReceipt,
        boolean noReceipt,
        boolean reverseReceipts,
        String receiptStatus) {

    static final Behaviour GOOD = new Behaviour(null, null, 0, null, false, false, false, false, false, null);

    private static final int LONGER_THAN_ANYBODY_WAITS_MS = 20_000;

    /** How long the answer waits, in milliseconds. */
    public int delay() {
        return acceptThenTimeout ? LONGER_THAN_ANYBODY_WAITS_MS : latencyMs;
    }

    public String receiptWord() {
        return receiptStatus == null ? "delivered" : receiptStatus;
    }

    /** Whether it is meant for a call that does this; the simulator may not say what it does. */
    boolean isFor(String done) {
        return operation == null || operation.equals(done);
    }

    Behaviour counted(int left) {
        return new Behaviour(
                left,
                operation,
                latencyMs,
                status,
                acceptThenTimeout,
                duplicateReceipts,
                earlyReceipt,
                noReceipt,
                reverseReceipts,
                receiptStatus);
    }
}
