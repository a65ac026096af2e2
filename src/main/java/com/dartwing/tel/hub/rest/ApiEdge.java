package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.CallerLimits;
import com.dartwing.tel.hub.access.FeatureTable;
import com.dartwing.tel.hub.access.KeyDoor;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.StorageFault;
import com.dartwing.tel.hub.ops.Tracing;
import com.dartwing.tel.hub.security.Person;
import com.dartwing.tel.hub.security.RequestIdFilter;
import com.dartwing.tel.hub.security.Role;
import com.dartwing.tel.json.ContentHash;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.StrictJson;
import com.dartwing.tel.limits.Decision;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The edge of the API: who may come in, what was said, and how it is answered. */
@Component("api")
public class ApiEdge {

    private static final Logger LOG = LoggerFactory.getLogger(ApiEdge.class);
    private static final String STARTED = "apiStarted";
    private static final String OPERATION = "apiOperation";

    private final KeyDoor door;
    private final CallerLimits limits;
    private final StrictJson json;
    private final MeterRegistry registry;
    private final Tracing tracing;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final CallerUse use;
    private final FeatureTable features;

    public ApiEdge(
            KeyDoor door,
            CallerLimits limits,
            FeatureTable features,
            HubProperties properties,
            MeterRegistry registry,
            Tracing tracing,
            CallerUse use) {
        this.door = door;
        this.limits = limits;
        this.features = features;
        this.json = new StrictJson(properties.limits().maxRequestBytes());
        this.registry = registry;
        this.tracing = tracing;
        this.use = use;
        // Alerts read its buckets before the first call has come.
        timer("sms.send", 200);
    }

    /**
     * Lets a caller in and counts the call against its limits.
     *
     * @param permission what it needs, such as {@code sms.send}, or {@code fax.send or fax.receive}
     * @param limited the operation whose limits count, or {@code none}
     */
    public void admit(Exchange exchange, String permission, String limited) {
        HttpServletRequest request = request(exchange);
        exchange.setProperty(STARTED, System.nanoTime());
        String operation = AdmitCaller.first(permission);
        exchange.setProperty(OPERATION, operation);
        tracing.begin(exchange, request, operation);
        ApiKey caller = door.admit(request.getHeader("Authorization"), request.getRemoteAddr(), permission);
        exchange.setProperty("caller", caller);
        use.seen(caller);
        if (!"none".equals(limited)) {
            decide(exchange, limited, limits.take(caller, limited));
        }
        features.flags().require(operation, caller);
    }

    /** Counts all of a batch against the day's limit alone, for it is paced by itself. */
    public void limitDay(Exchange exchange, ApiKey caller, String operation, int permits) {
        decide(exchange, operation, limits.takeOfDay(caller, operation, permits));
    }

    private static void decide(Exchange exchange, String operation, Decision decision) {
        exchange.setProperty("rateLimit", decision);
        CallerLimits.require(decision, operation);
    }

    /** The request's body, byte for byte. */
    public byte[] body(Exchange exchange) {
        return BoundedBodyFilter.bodyOf(request(exchange));
    }

    /** Binds the body to a record of fields, strictly. */
    public <T> T read(Exchange exchange, Class<T> type) {
        return json.read(body(exchange), type);
    }

    /** The same to the record of the command with which the path ends. */
    <T> T readCommand(Exchange exchange, Map<String, Class<? extends T>> commands) {
        String path = request(exchange).getServletPath();
        return read(exchange, commands.get(path.substring(path.lastIndexOf('.') + 1)));
    }

    /** What tells a repeated request from another one under its idempotency key; null without one, when nothing asks. */
    String contentHash(Exchange exchange, String idempotencyKey) {
        return idempotencyKey == null ? null : ContentHash.of(json.readTree(body(exchange)));
    }

    /** What a field of the body's object says, before anybody is known and the body is checked; null when it says nothing. */
    String peek(Exchange exchange, String field) {
        return json.peek(body(exchange), field);
    }

    /** The key under which a request may be repeated: what its body says, else what its header does; may be null. */
    static String idempotencyKey(Exchange exchange, String ofBody) {
        return ofBody != null ? ofBody : request(exchange).getHeader("Idempotency-Key");
    }

    /** A query parameter, or null. */
    public String parameter(Exchange exchange, String name) {
        return request(exchange).getParameter(name);
    }

    /**
     * A part of the path, as it was meant: Camel's own header of it is still encoded.
     *
     * @param index from 1
     */
    public static String pathPart(Exchange exchange, int index) {
        try {
            return UriUtils.decode(request(exchange).getRequestURI().split("/")[index], StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new TelException.NotFound("There is nothing here");
        }
    }

    /**
     * The one value that a call wants, from the query or from a body that holds nothing else.
     *
     * @throws TelException.InvalidRequest when it is not there
     */
    public String named(Exchange exchange, String name) {
        String value = parameter(exchange, name);
        if (value == null && body(exchange).length > 0) {
            ObjectNode object = json.readTree(body(exchange));
            object.fieldNames().forEachRemaining(field -> {
                if (!field.equals(name)) {
                    throw new TelException.InvalidRequest(
                            "The body holds " + name + " and nothing else", Sql.cut(field, 200));
                }
            });
            value = object.path(name).textValue();
        }
        if (value == null || value.isBlank()) {
            throw new TelException.InvalidRequest(name + " is required", name);
        }
        return value;
    }

    /**
     * How long a page of a list is.
     *
     * @param text as the caller wrote it, or null
     * @throws TelException.InvalidRequest when it is no number from 1 to {@code most}
     */
    public static int limit(String text, int fallback, int most) {
        if (text == null) {
            return fallback;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new TelException.InvalidRequest(String.format("limit is a number from 1 to %,d", most), "limit");
        }
        return Integer.parseInt(text);
    }

    /** Answers with {@code {"message": …}}. */
    public void answer(Exchange exchange, int status, Object message) {
        write(exchange, status, Map.of("message", message));
    }

    /** Answers with a refusal. */
    public void refuse(Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        // A split wraps what failed in one of its parts.
        TelException known = ObjectHelper.getException(TelException.class, failure);
        TelException error = known == null ? unforeseen(exchange, failure) : known;
        writeError(exchange, error.httpStatus(), error);
        String retryAfter = ErrorBody.retryAfter(error);
        if (retryAfter != null) {
            exchange.getMessage().setHeader("Retry-After", retryAfter);
        }
    }

    private static TelException unforeseen(Exchange exchange, Exception failure) {
        if (StorageFault.isIn(failure)) {
            // Said once by whoever watches the storage, not for each caller.
            LOG.debug("Request {} met no storage", requestId(exchange), failure);
            return StorageFault.told();
        }
        LOG.error("Request {} failed", requestId(exchange), failure);
        return new TelException.Internal();
    }

    /** Writes the envelope of an error, under a status that may be another than its own. */
    public void writeError(Exchange exchange, int status, TelException error) {
        write(exchange, status, ErrorBody.of(error, requestId(exchange)));
    }

    /** Writes a body as JSON, with the headers that every answer carries. */
    public void write(Exchange exchange, int status, Object body) {
        writeText(exchange, status, Json.write(body));
    }

    /** Answers with JSON that is made while it is sent. */
    public void stream(Exchange exchange, InputStream json) {
        writeText(exchange, 200, null);
        exchange.getMessage().setBody(json);
    }

    /** Answers with XML. */
    public void writeXml(Exchange exchange, String xml) {
        writeText(exchange, 200, xml);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/xml");
    }

    /** Writes JSON that is a text already. */
    public void writeText(Exchange exchange, int status, String body) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        Decision decision = exchange.getProperty("rateLimit", Decision.class);
        if (decision != null) {
            decision.quota().ifPresent(quota -> {
                exchange.getMessage().setHeader("X-RateLimit-Limit", quota.limit());
                exchange.getMessage().setHeader("X-RateLimit-Remaining", quota.remaining());
                exchange.getMessage().setHeader("X-RateLimit-Reset", quota.resetEpochSeconds());
            });
        }
        Long started = exchange.getProperty(STARTED, Long.class);
        if (started != null) {
            timer(exchange.getProperty(OPERATION, String.class), status)
                    .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            tracing.end(exchange, status);
        }
    }

    private Timer timer(String operation, int status) {
        return timers.computeIfAbsent(operation + " " + status, key -> Timer.builder("tel.api.request.duration")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .tag("operation", operation)
                .tag("status", String.valueOf(status))
                .register(registry));
    }

    /** Who is behind an exchange: the person who logged in, or the key. */
    public static Actor actor(Exchange exchange) {
        HttpServletRequest request = request(exchange);
        String name = request.getAttribute(Person.ATTRIBUTE) instanceof Person person
                ? person.username()
                : exchange.getProperty("caller", ApiKey.class).name();
        return new Actor(name, request.getRemoteAddr());
    }

    /** @throws TelException.PermissionDenied when nobody with this role is behind an exchange */
    public static void require(Exchange exchange, Role role) {
        if (!(request(exchange).getAttribute(Person.ATTRIBUTE) instanceof Person person && person.is(role))) {
            throw new TelException.PermissionDenied("This is for a " + role.label());
        }
    }

    /**
     * The person whom the security layer let in.
     *
     * @throws TelException.PermissionDenied when it let in nobody
     */
    public static Person person(Exchange exchange) {
        if (request(exchange).getAttribute(Person.ATTRIBUTE) instanceof Person person) {
            return person;
        }
        throw new TelException.PermissionDenied("This is for people");
    }

    /** The HTTP request behind an exchange. */
    public static HttpServletRequest request(Exchange exchange) {
        HttpServletRequest request = exchange.getProperty("httpRequest", HttpServletRequest.class);
        if (request == null) {
            request = exchange.getMessage().getHeader("CamelHttpServletRequest", HttpServletRequest.class);
            exchange.setProperty("httpRequest", request);
        }
        return request;
    }

    /** Whether the caller would rather not wait (RFC 7240). */
    static boolean prefersAsync(Exchange exchange) {
        String prefer = request(exchange).getHeader("Prefer");
        return prefer != null && prefer.toLowerCase(Locale.ROOT).contains("respond-async");
    }

    private static String requestId(Exchange exchange) {
        HttpServletRequest request = request(exchange);
        return request == null ? "" : RequestIdFilter.of(request);
    }
}
