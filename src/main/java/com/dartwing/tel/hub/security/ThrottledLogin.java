package com.dartwing.tel.hub.security;

import java.time.Duration;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Checks people's passwords, by HTTP Basic and by the form, unless somebody at that address has guessed too often. A
 * password that was right a moment ago is let in all the same: it costs nothing to look, and who works here is not
 * locked out by a neighbour.
 */
final class ThrottledLogin implements AuthenticationProvider {

    /** Too many wrong passwords came from there. */
    static final class TooManyFailures extends AuthenticationException {

        private final transient Duration wait;

        TooManyFailures(Duration wait) {
            super("Too many failed logins");
            this.wait = wait;
        }

        Duration howLong() {
            return wait;
        }
    }

    private final AuthenticationProvider passwords;
    private final PersonDirectory people;
    private final RememberingPasswordEncoder encoder;
    private final LoginThrottle throttle;

    ThrottledLogin(
            AuthenticationProvider passwords,
            PersonDirectory people,
            RememberingPasswordEncoder encoder,
            LoginThrottle throttle) {
        this.passwords = passwords;
        this.people = people;
        this.encoder = encoder;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication login) {
        String address = login.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        Optional<Duration> wait = throttle.personMustWait(address, login.getName());
        if (wait.isPresent() && !isRemembered(login)) {
            throttle.personThrottled();
            throw new TooManyFailures(wait.get());
        }
        try {
            return passwords.authenticate(login);
        } catch (AuthenticationServiceException e) {
            throw e;
        } catch (AuthenticationException e) {
            throttle.personFailed(address, login.getName());
            throw e;
        }
    }

    private boolean isRemembered(Authentication login) {
        try {
            return encoder.remembers(
                    String.valueOf(login.getCredentials()),
                    people.loadUserByUsername(login.getName()).getPassword());
        } catch (UsernameNotFoundException e) {
            return false;
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
