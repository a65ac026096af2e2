package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.config.HubProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the bodies of API calls before any route sees them: never more than the limit, and byte for byte, for the
 * signatures of carriers cover bytes and bad UTF-8 must be told, not repaired.
 */
@Component
@Order(0)
public class BoundedBodyFilter extends OncePerRequestFilter {

    private static final String ATTRIBUTE = BoundedBodyFilter.class.getName();
    private static final List<String> DOORS =
            List.of("/api/", "/admin/", "/sandbox/", "/media/", "/recordings/", "/fax/");
    private static final String WEBHOOKS = "/api/tel/webhook/";

    private static final String STREAM = ATTRIBUTE + ".stream";

    /** Whose bodies may be as large as files: their routes read them as they come, and set their own bounds. */
    private static final Set<String> STREAMED = Set.of(
            "/admin/rates/import",
            "/api/method/dartwing_tel.api.sms.send_batch_sms",
            "/api/method/dartwing_tel.api.fax.send_fax",
            "/api/method/dartwing_tel.api.fax.send_batch");

    /** Some carriers send a fax's whole document along with what they tell of it: read by who knows that they are it. */
    private static final Pattern MAYBE_WITH_FILE = Pattern.compile(WEBHOOKS + "[^/]+/fax");

    private static final Duration UNTIL_READY = Duration.ofSeconds(5);

    private final int limit;
    private volatile boolean ready;

    public BoundedBodyFilter(HubProperties properties) {
        this.limit = properties.limits().maxRequestBytes();
    }

    /** From now on there are routes behind this filter. */
    @EventListener(ApplicationReadyEvent.class)
    public void routesAreThere() {
        ready = true;
    }

    /**
     * The request's body; empty when it has none.
     *
     * @throws TelException for a carrier's call that is larger than any, or breaks off: its gate counts what it refuses
     */
    public static byte[] bodyOf(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Unread unread) {
            request.setAttribute(ATTRIBUTE, unread.read());
        }
        if (request.getAttribute(ATTRIBUTE) instanceof TelException refusal) {
            throw refusal;
        }
        return request.getAttribute(ATTRIBUTE) instanceof byte[] body ? body : new byte[0];
    }

    /** A body that is read when somebody wants it. */
    private record Unread(HttpServletRequest request, InputStream body, int limit) {

        /** All of it, or the refusal of one that is too large or breaks off. */
        Object read() {
            try {
                boolean tooLarge = request.getContentLengthLong() > limit;
                byte[] read = tooLarge ? new byte[0] : body.readNBytes(limit + 1);
                return tooLarge || read.length > limit
                        ? new TelException.TooLarge("The request is larger than " + limit + " bytes", null)
                        : read;
            } catch (IOException e) {
                return brokeOff();
            }
        }
    }

    /** What is said of a body that does not come to its end: its caller went away, or does not know how one is written. */
    static TelException brokeOff() {
        return new TelException.InvalidRequest("The body broke off", null);
    }

    /** The body of a call that is read as it comes. */
    public static InputStream streamOf(HttpServletRequest request) {
        return request.getAttribute(STREAM) instanceof InputStream body ? body : InputStream.nullInputStream();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return DOORS.stream().noneMatch(path::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!ready) {
            // The server listens before the routes are started: a 404 now would be taken for the truth.
            ErrorBody.write(request, response, new TelException.Unavailable("The hub is starting", UNTIL_READY));
            return;
        }
        if (STREAMED.contains(request.getRequestURI())) {
            request.setAttribute(STREAM, request.getInputStream());
            chain.doFilter(new WithoutBody(request), response);
            return;
        }
        Unread unread = new Unread(request, request.getInputStream(), limit);
        if (MAYBE_WITH_FILE.matcher(request.getRequestURI()).matches()) {
            request.setAttribute(STREAM, unread.body());
            request.setAttribute(ATTRIBUTE, unread);
            chain.doFilter(new WithoutBody(request), response);
            return;
        }
        Object body = unread.read();
        if (body instanceof TelException refusal && !request.getRequestURI().startsWith(WEBHOOKS)) {
            ErrorBody.write(request, response, refusal);
            return;
        }
        request.setAttribute(ATTRIBUTE, body);
        chain.doFilter(new WithoutBody(request), response);
    }

    /** The request for whoever comes after: its body is ours already, and must not be taken for a form. */
    private static final class WithoutBody extends HttpServletRequestWrapper {

        WithoutBody(HttpServletRequest request) {
            super(request);
        }

        /** Whoever looks for a body here finds none: it may have to be read as it comes, by its own reader. */
        @Override
        public ServletInputStream getInputStream() {
            return new Nothing();
        }

        @Override
        public String getContentType() {
            return null;
        }

        @Override
        public int getContentLength() {
            return 0;
        }

        @Override
        public long getContentLengthLong() {
            return 0;
        }
    }

    /** The body of a request without one. */
    private static final class Nothing extends ServletInputStream {

        @Override
        public int read() {
            return -1;
        }

        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("there is nothing to read");
        }
    }
}
