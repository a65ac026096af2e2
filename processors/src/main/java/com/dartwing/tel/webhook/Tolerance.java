package com.dartwing.tel.webhook;

import com.dartwing.tel.webhook.Verdict.Reason;
import com.dartwing.tel.webhook.Verdict.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a signed time may be from ours, either way. */
record Tolerance(Duration most) {

    private static final int MOST_DIGITS = 11;

    /** Unix seconds as a carrier writes them; empty when the text is none. */
    static Optional<Instant> unixSeconds(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text))) : Optional.empty();
    }

    Optional<Refused> refusal(Instant signed, Instant now) {
        Duration apart = Duration.between(signed, now);
        return apart.abs().compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of(new Refused(Reason.STALE, "signed " + apart.toSeconds() + " s ago"));
    }
}
