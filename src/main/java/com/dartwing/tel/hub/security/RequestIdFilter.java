package com.dartwing.tel.hub.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request its id: the caller's {@code X-Request-Id} when that is 1 to 64 of {@code A-Z a-z 0-9 . _ -}, else
 * one of ours. It is the request attribute and the log's MDC field {@value #ATTRIBUTE}, and always answered, refusals
 * included.
 */
public final class RequestIdFilter extends OncePerRequestFilter {

    /** The request attribute, and the MDC key. */
    public static final String ATTRIBUTE = "requestId";

    /** The header, in requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The request's id; empty when it never passed this filter. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "";
    }

    /** Gives a request its id, and answers it. */
    static String give(HttpServletRequest request, HttpServletResponse response) {
        String offered = request.getHeader(HEADER);
        String id = offered != null && SANE.matcher(offered).matches() ? offered : newId();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        return id;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MDC.put(ATTRIBUTE, give(request, response));
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(ATTRIBUTE);
        }
    }

    /** 128 random bits; they tell requests apart and are no secret, so the fast generator will do. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
