package com.dartwing.tel.hub.smpp;

import java.util.Optional;

/**
 * In place of a callback URL: a message that came over SMPP, whose partner asked for receipts.
 *
 * @param account the partner's {@code system_id}
 * @param answered the id that the partner was answered with, when that is another message's: one of the same
 *     {@code submit_multi}; else null
 * @param wanted the low bits of {@code registered_delivery} (SMPP 5.0, section 4.7.21): 1 every final state, 2 failures
 *     alone, 3 success alone
 */
public record PartnerTarget(String account, String answered, int wanted) {

    private static final String SCHEME = "smpp:";
    private static final int EVERY = 1;
    private static final int FAILURE = 2;
    private static final int SUCCESS = 3;

    /** Whether a target is a partner, not a URL. */
    public static boolean isOne(String target) {
        return target != null && target.startsWith(SCHEME);
    }

    static Optional<PartnerTarget> parse(String target) {
        if (!isOne(target)) {
            return Optional.empty();
        }
        int end = target.indexOf(':', SCHEME.length());
        String[] what = target.substring(SCHEME.length(), end).split("/");
        return Optional.of(new PartnerTarget(
                target.substring(end + 1), what.length == 1 ? null : what[1], Integer.parseInt(what[0])));
    }

    String text() {
        return SCHEME + wanted + (answered == null ? "" : "/" + answered) + ":" + account;
    }

    boolean wants(boolean delivered) {
        return wanted == EVERY || wanted == (delivered ? SUCCESS : FAILURE);
    }
}
