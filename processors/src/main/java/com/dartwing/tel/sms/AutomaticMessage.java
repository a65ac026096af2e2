package com.dartwing.tel.sms;

import java.util.regex.Pattern;

/**
 * Tells messages that a machine sent from those of people, as far as they can be told: a machine that is answered by a
 * machine answers again.
 */
public final class AutomaticMessage {

    private static final Pattern PERSON = Pattern.compile("\\+\\d{7,15}");
    private static final Pattern TELLTALE = Pattern.compile(
            "(?iU)\\b(auto(matic|mated)?[- ]?(reply|replies|response|message)|do[- ]not[- ]reply|no[- ]?reply|"
                    + "out of (the )?office)\\b");

    private AutomaticMessage() {}

    /** Whether it came from a short code or from letters, or says of itself that nobody wrote it. */
    public static boolean is(InboundSms inbound) {
        return !PERSON.matcher(inbound.from()).matches()
                || TELLTALE.matcher(inbound.body()).find();
    }
}
