package com.dartwing.tel.hub.security;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.rest.ErrorBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Turns away who is unknown or may not: a person who opens a page is led to the login form, everybody else gets the
 * envelope with TEL-008 or TEL-005. When the people's table cannot be read nobody is wrong, so that is TEL-015.
 */
final class Refusal implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Duration STORAGE_RETRY = Duration.ofSeconds(5);

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof AuthenticationServiceException) {
            ErrorBody.write(
                    request, response, new TelException.Unavailable("People cannot be looked up now", STORAGE_RETRY));
        } else if (cause instanceof ThrottledLogin.TooManyFailures failures) {
            ErrorBody.write(
                    request, response, new TelException.RateLimited("Too many failed logins", failures.howLong()));
        } else if (opensPage(request)) {
            response.sendRedirect(request.getContextPath() + "/login");
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(request));
            ErrorBody.write(
                    request, response, new TelException.InvalidApiKey("Log in with a user name and its password"));
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        ErrorBody.write(request, response, new TelException.PermissionDenied("This person may not do this"));
    }

    private static boolean opensPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return "GET".equals(request.getMethod())
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** A browser asks its user for a password when a script's request is answered with Basic; our pages have a form. */
    private static String challenge(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        boolean script = mode != null && !mode.equals("navigate");
        return script ? "Form realm=\"DartwingTel hub\"" : "Basic realm=\"DartwingTel hub\", charset=\"UTF-8\"";
    }
}
