package com.dartwing.tel.sms;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text under which a message is forwarded: who sent it, and what it said. Each hop puts its mark in front, and after
 * the third a message goes no further: the network between the hops carries nothing else by which a loop could be known.
 */
public final class ForwardedText {

    private static final Pattern MARK = Pattern.compile("Fwd from [^:]{1,20}: ");
    private static final int MOST_HOPS = 3;
    private static final int LONGEST = 1_600;

    private ForwardedText() {}

    /** The text, at most 1,600 characters; empty when the message has been forwarded often enough. */
    public static Optional<String> of(InboundSms inbound) {
        Matcher mark = MARK.matcher(inbound.body());
        int hops = 0;
        int at = 0;
        while (mark.region(at, inbound.body().length()).lookingAt()) {
            hops++;
            at = mark.end();
        }
        if (hops >= MOST_HOPS) {
            return Optional.empty();
        }
        String text = "Fwd from " + inbound.from() + ": " + inbound.body();
        return Optional.of(
                text.codePointCount(0, text.length()) <= LONGEST
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, LONGEST)));
    }
}
