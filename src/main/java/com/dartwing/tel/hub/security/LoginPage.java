package com.dartwing.tel.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The form by which people log in to the console. */
@RestController
final class LoginPage {

    private final String page;

    LoginPage() throws IOException {
        page = new ClassPathResource("pages/login.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
    String show(HttpServletRequest request, CsrfToken token) {
        return page(notice(request), token);
    }

    private String page(String notice, CsrfToken token) {
        return page.replace("{{notice}}", notice)
                .replace("{{parameter}}", token.getParameterName())
                .replace("{{token}}", token.getToken());
    }

    /** The form as 429: no password is looked at for a while. */
    void tellToWait(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException {
        long seconds = Math.max(1, wait.toSeconds() + 1);
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(page("Too many failed logins. Try again in " + seconds + " seconds.", token));
    }

    private static String notice(HttpServletRequest request) {
        if (request.getParameter("error") != null) {
            return "User name or password is wrong.";
        }
        return request.getParameter("logout") != null ? "You are logged out." : "";
    }
}
