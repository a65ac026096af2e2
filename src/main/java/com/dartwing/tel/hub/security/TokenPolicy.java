package com.dartwing.tel.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which requests must bring the CSRF token: those that change something under a session, and the login form, whose
 * forgery would log a person in as somebody else. Credentials of the request's own are not asked for one, so that
 * {@code curl} works, and clients that keep cookies; {@link CrossSiteFilter} keeps browsers from being tricked there.
 */
final class TokenPolicy implements RequestMatcher {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Override
    public boolean matches(HttpServletRequest request) {
        return !READING.contains(request.getMethod())
                && (request.getServletPath().equals("/login")
                        || request.isRequestedSessionIdValid() && request.getHeader("Authorization") == null);
    }
}
