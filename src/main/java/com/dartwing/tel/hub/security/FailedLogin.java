package com.dartwing.tel.hub.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/** What the login form's sender sees when it did not work: the form again, with the reason. */
final class FailedLogin implements AuthenticationFailureHandler {

    private final AuthenticationFailureHandler wrong = new SimpleUrlAuthenticationFailureHandler("/login?error");
    private final LoginPage page;

    FailedLogin(LoginPage page) {
        this.page = page;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException, ServletException {
        if (cause instanceof ThrottledLogin.TooManyFailures failures) {
            page.tellToWait(request, response, failures.howLong());
        } else {
            wrong.onAuthenticationFailure(request, response, cause);
        }
    }
}
