package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.hub.security.RememberingPasswordEncoder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks partners' passwords. One that was right is remembered, for a partner comes back with all its binds at once; whether
 * its account and key may still be used is asked each time.
 */
final class PartnerPasswords {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** As many as there may be connections. */
    private static final int PARTNERS_AT_MOST = 2_000;

    private final PasswordEncoder encoder;
    private String nobody;

    /** @param encoder whose checks are costly */
    PartnerPasswords(PasswordEncoder encoder, Clock clock) {
        this.encoder = new RememberingPasswordEncoder(encoder, REMEMBERED, PARTNERS_AT_MOST, clock);
    }

    /** @param account null when there is none: time does not tell which partners there are */
    boolean match(PartnerAccount account, String password) {
        boolean matches = encoder.matches(password, account == null ? nobody() : account.passwordHash());
        return account != null && matches;
    }

    private synchronized String nobody() {
        if (nobody == null) {
            nobody = encoder.encode("nobody");
        }
        return nobody;
    }
}
