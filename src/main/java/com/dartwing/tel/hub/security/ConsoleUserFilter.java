package com.dartwing.tel.hub.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the console who is logged in. Its own answer, with its own login switched off, is always {@code public}, and
 * then it offers no way to log out.
 */
final class ConsoleUserFilter extends OncePerRequestFilter {

    private static final String PATH = "/actuator/hawtio/user";

    private final ObjectMapper json;

    ConsoleUserFilter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getServletPath().equals(PATH) && request.getAttribute(Person.ATTRIBUTE) instanceof Person person) {
            response.setContentType("application/json");
            json.writeValue(response.getOutputStream(), person.username());
        } else {
            chain.doFilter(request, response);
        }
    }
}
