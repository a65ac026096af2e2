package com.dartwing.tel.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
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
        return page.replace("{{notice}}", notice(request))
                .replace("{{parameter}}", token.getParameterName())
                .replace("{{token}}", token.getToken());
    }

    private static String notice(HttpServletRequest request) {
        if (request.getParameter("error") != null) {
            return "User name or password is wrong.";
        }
        return request.getParameter("logout") != null ? "You are logged out." : "";
    }
}
