package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.rest.BoundedBodyFilter;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.webhook.Verdict;
import com.dartwing.tel.webhook.WebhookAuth;
import com.dartwing.tel.webhook.WebhookAuths;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The gate for carriers' calls: verified as each carrier's folder says, refused and counted when they are forged, stale
 * or malformed.
 */
@Component("webhookGate")
public class WebhookGate {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookGate.class);

    private final WebhookProofs proofs;
    private final MeterRegistry registry;
    private final Clock clock;

    public WebhookGate(CarrierFolders carriers, MeterRegistry registry, Clock clock) {
        this.proofs = new WebhookProofs(carriers);
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Lets a carrier's call in.
     *
     * @return its JSON
     * @throws TelException when it is not the carrier's, or no JSON
     */
    public JsonNode admit(
            @ExchangeProperty("carrier") String carrier,
            @Header("CamelHttpServletRequest") HttpServletRequest request) {
        Set<String> files = proofs.filesOf(carrier, request);
        // Who proves a call without its body may send one of any size, of which the files are passed over.
        byte[] body = files.isEmpty() ? body(carrier, request) : new byte[0];
        WebhookAuth auth = proofs.of(carrier, request)
                .orElseThrow(() -> refused(carrier, "unverifiable", "nothing says how its calls are verified"));
        if (auth.verify(name -> header(request, name), body, clock.instant()) instanceof Verdict.Refused refusal) {
            throw refused(carrier, refusal.reason().name().toLowerCase(Locale.ROOT), refusal.detail());
        }
        try {
            JsonNode json = files.isEmpty()
                    ? Json.read(new String(body, StandardCharsets.UTF_8))
                    : WithoutFiles.read(request, BoundedBodyFilter.streamOf(request), files);
            if (json != null && json.isContainerNode()) {
                return json;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        } catch (TelException.TooLarge e) {
            count(carrier, "too_large");
            throw e;
        }
        count(carrier, "malformed");
        throw new TelException.InvalidRequest("The body is no JSON object or array", null);
    }

    private static String header(HttpServletRequest request, String name) {
        return name.equals(WebhookAuth.PATH) ? request.getRequestURI() : request.getHeader(name);
    }

    /** Lets nothing else pass by the door of a kind of call that has a proof of its own. */
    public JsonNode ofItsKind(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("httpRequest") HttpServletRequest request,
            @Body JsonNode events) {
        String kind = proofs.kindOf(carrier, request);
        for (JsonNode event : events) {
            if (!kind.equals(WebhookAuths.ALL) && !isOf(kind, event.path("type").asText())) {
                throw refused(carrier, "foreign", "it comes as one about a " + kind);
            }
        }
        return events;
    }

    /** A fax and one that was received (fax-received) are of one kind, as are calls and what they are in. */
    private static boolean isOf(String kind, String type) {
        String word = type + "-";
        return word.startsWith(kind + "-") || (kind.equals("call") && word.startsWith("conference-"));
    }

    private byte[] body(String carrier, HttpServletRequest request) {
        try {
            return BoundedBodyFilter.bodyOf(request);
        } catch (TelException.TooLarge e) {
            count(carrier, "too_large");
            throw e;
        }
    }

    private TelException refused(String carrier, String reason, String detail) {
        count(carrier, reason);
        LOG.warn("A webhook call for {} was refused: {} ({})", carrier, reason, detail);
        return new TelException.InvalidApiKey("The call could not be verified: " + reason);
    }

    /** Refuses a call whose JSON is not of the shape that the carrier's mapping reads. */
    public void misshapen(@ExchangeProperty("carrier") String carrier) {
        count(carrier, "malformed");
        throw new TelException.InvalidRequest("The body is not of a shape that this carrier sends", null);
    }

    /** What a report is refused with that lacks something. */
    TelException incomplete(String carrier, String what, String field) {
        count(carrier, "incomplete");
        return new TelException.InvalidRequest(what, field);
    }

    /** Counts what was refused, and what came that nobody understands. */
    public void count(String carrier, String reason) {
        registry.counter("tel.webhook.refused", "carrier", carrier, "reason", reason)
                .increment();
    }
}
