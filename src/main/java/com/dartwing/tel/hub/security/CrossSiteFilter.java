package com.dartwing.tel.hub.security;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.rest.ErrorBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site's page makes a browser do with the credentials that it remembers for us. Browsers say where
 * a request comes from in {@code Sec-Fetch-Site}, older ones and those on plain HTTP in {@code Origin}; who sends
 * neither is no browser. Requests that only read pass: another site cannot see their answers.
 */
final class CrossSiteFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final String publicAuthority;

    /**
     * @param publicUrl where the outside reaches the hub, trusted beside the request's own {@code Host}, which a proxy may
     *     have changed; may be empty
     */
    CrossSiteFilter(String publicUrl) {
        this.publicAuthority =
                publicUrl.isBlank() ? null : URI.create(publicUrl).getAuthority();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READING.contains(request.getMethod()) || comesFromUs(request)) {
            chain.doFilter(request, response);
        } else {
            ErrorBody.write(
                    request, response, new TelException.PermissionDenied("Another site's page may not do this"));
        }
    }

    /** Whether the browser says that no other site is behind the request; true where it says nothing. */
    static boolean isFromUs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || OURS.contains(site);
    }

    private boolean comesFromUs(HttpServletRequest request) {
        if (request.getHeader("Sec-Fetch-Site") != null) {
            return isFromUs(request);
        }
        String origin = request.getHeader("Origin");
        return origin == null || isOurs(origin, request.getHeader("Host"));
    }

    private boolean isOurs(String origin, String host) {
        int scheme = origin.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        String authority = origin.substring(scheme + 3);
        return authority.equalsIgnoreCase(host) || authority.equalsIgnoreCase(publicAuthority);
    }
}
