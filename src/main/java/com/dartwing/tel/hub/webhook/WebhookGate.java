package com.dartwing.tel.hub.webhook;

import static com.dartwing.tel.hub.webhook.ReportFields.text;
import static com.dartwing.tel.hub.webhook.ReportFields.time;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxReport;
import com.dartwing.tel.fax.InboundFax;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.rest.BoundedBodyFilter;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.sms.InboundSms;
import com.dartwing.tel.sms.Receipt;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.CallEnd;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.webhook.Verdict;
import com.dartwing.tel.webhook.WebhookAuth;
import com.dartwing.tel.webhook.WebhookAuths;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The gate for carriers' calls: verified as each carrier's folder says, refused and counted when they are forged, stale
 * or malformed, and then normalised, whatever their mapping made of them.
 */
@Component("webhookGate")
public class WebhookGate {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookGate.class);

    /** What a carrier may find out about who answered. */
    private static final Set<String> DETECTED = Set.of("human", "machine");

    /** As long as they are kept. */
    private static final int LONGEST_URL = 2048;

    private final CarrierFolders carriers;
    private final WebhookProofs proofs;
    private final MeterRegistry registry;
    private final Clock clock;
    private final PhoneNumbers phoneNumbers = new PhoneNumbers();

    public WebhookGate(CarrierFolders carriers, MeterRegistry registry, Clock clock) {
        this.carriers = carriers;
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
            throw refused(carrier, refusal.reason().name().toLowerCase(java.util.Locale.ROOT), refusal.detail());
        }
        try {
            JsonNode json = files.isEmpty()
                    ? Json.read(new String(body, java.nio.charset.StandardCharsets.UTF_8))
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
            // A fax and one that was received (fax-received) are of one kind.
            if (!kind.equals(WebhookAuths.ALL) && !(text(event, "type") + "-").startsWith(kind + "-")) {
                throw refused(carrier, "foreign", "it comes as one about a " + kind);
            }
        }
        return events;
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

    private TelException incomplete(String carrier, String what, String field) {
        count(carrier, "incomplete");
        return new TelException.InvalidRequest(what, field);
    }

    /** Counts what was refused, and what came that nobody understands. */
    public void count(String carrier, String reason) {
        registry.counter("tel.webhook.refused", "carrier", carrier, "reason", reason)
                .increment();
    }

    /** The receipt that a carrier's mapping made. */
    public Receipt receipt(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("httpRequest") HttpServletRequest request,
            @Body JsonNode event) {
        String word = text(event, "status");
        if (word == null) {
            throw incomplete(carrier, "A receipt without status", "status");
        }
        // A word that the folder does not know says at least that the carrier has the message.
        String status = carriers.find(carrier).orElseThrow().statuses().getOrDefault(word, SmsStatus.SENT.word());
        String carrierId = text(event, "carrierId");
        String attempt = text(event, "attempt");
        if (attempt == null && request != null) {
            // Carriers that carry no reference of ours still call the URL that we gave for this attempt.
            attempt = request.getParameter("attempt");
        }
        if (carrierId == null && attempt == null) {
            throw incomplete(carrier, "A receipt without id", "id");
        }
        return new Receipt(
                carrier,
                carrierId,
                attempt,
                number(text(event, "to")),
                SmsStatus.ofWord(status),
                text(event, "code"),
                text(event, "detail"),
                time(text(event, "at"), clock));
    }

    /** What a carrier's mapping made of its word about a call. */
    public CallReport call(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        String id = text(event, "carrierId");
        String attempt = text(event, "attempt");
        if (id == null && attempt == null) {
            throw incomplete(carrier, "A report about a call without its id", "id");
        }
        return new CallReport(carrier, id, attempt, time(text(event, "at"), clock), what(carrier, event));
    }

    private CallReport.What what(String carrier, JsonNode event) {
        String what = text(event, "what");
        return switch (what == null ? "" : what) {
            case "incoming" -> incoming(carrier, event);
            case "done" -> new CallReport.Done(report(event), done(carrier, event));
            case "ringing" -> new CallReport.Ringing();
            case "answered" -> new CallReport.Answered();
            case "ended" -> {
                String cause = text(event, "cause");
                yield new CallReport.Ended(end(carrier, cause), cause, sip(text(event, "sip")));
            }
            case "gathered" ->
                new CallReport.Gathered(report(event), Objects.requireNonNullElse(text(event, "digits"), ""));
            case "recorded" -> {
                String url = text(event, "url");
                if (url == null) {
                    throw incomplete(carrier, "A recording without its URL", "url");
                }
                Duration length = Duration.between(time(text(event, "from"), clock), time(text(event, "until"), clock));
                yield new CallReport.Recorded(report(event), url, length.isNegative() ? Duration.ZERO : length);
            }
            case "machine" -> {
                String result = text(event, "result");
                yield new CallReport.MachineDetected(
                        report(event), DETECTED.contains(String.valueOf(result)) ? result : "unknown");
            }
            default -> throw incomplete(carrier, "A report about a call that does not say what happened", "what");
        };
    }

    /** Why a call ended, by its carrier's word for it. */
    public CallEnd end(String carrier, String cause) {
        return carriers.find(carrier).orElseThrow().voice().end(cause);
    }

    /** Who calls may hide it; a call to nobody is none. */
    private CallReport.What incoming(String carrier, JsonNode event) {
        String to = text(event, "to");
        if (to == null || text(event, "carrierId") == null) {
            throw incomplete(carrier, "An incoming call without its id, or to nobody", "to");
        }
        String from = text(event, "from");
        return new CallReport.Incoming(from == null ? "anonymous" : number(from), number(to));
    }

    private Awaited done(String carrier, JsonNode event) {
        String word = text(event, "done");
        return Arrays.stream(Awaited.values())
                .filter(done -> done.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> incomplete(carrier, "A report about a call that does not say what is done", "done"));
    }

    /** The id of a report; one that has none is known by what it tells. */
    private static String report(JsonNode event) {
        String id = text(event, "report");
        return id == null ? text(event, "what") + "@" + text(event, "at") : id;
    }

    /** What a carrier's mapping made of its word about a fax that it is sending. */
    public FaxReport fax(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("httpRequest") HttpServletRequest request,
            @Body JsonNode event) {
        String id = text(event, "carrierId");
        String attempt = text(event, "attempt");
        if (attempt == null && request != null) {
            attempt = request.getParameter("attempt");
        }
        if (id == null && attempt == null) {
            throw incomplete(carrier, "A report about a fax without its id", "id");
        }
        return new FaxReport(carrier, id, attempt, time(text(event, "at"), clock), faxed(carrier, event));
    }

    private FaxReport.What faxed(String carrier, JsonNode event) {
        String what = text(event, "what");
        Integer pages = count(text(event, "pages"));
        return switch (what == null ? "" : what) {
            case "started" -> new FaxReport.Started();
            case "delivered" -> new FaxReport.Arrived(pages, count(text(event, "seconds")));
            case "ended" -> {
                String cause = text(event, "cause");
                yield new FaxReport.Ended(
                        carriers.find(carrier).orElseThrow().fax().end(cause), cause, pages);
            }
            default -> throw incomplete(carrier, "A report about a fax that does not say what happened", "what");
        };
    }

    /** The fax that a carrier's mapping says has come in. */
    public InboundFax incomingFax(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        String id = text(event, "carrierId");
        String to = text(event, "to");
        String url = text(event, "url");
        if (id == null || to == null || url == null || url.length() > LONGEST_URL) {
            throw incomplete(carrier, "A fax without id, number or document", "id");
        }
        String from = text(event, "from");
        return new InboundFax(
                carrier,
                id,
                from == null ? "anonymous" : number(from),
                number(to),
                url,
                count(text(event, "pages")),
                event.path("partial").asBoolean(),
                time(text(event, "at"), clock));
    }

    /** A small number, or null when it is none. */
    private static Integer count(String text) {
        return text != null && text.matches("\\d{1,6}") ? Integer.valueOf(text) : null;
    }

    /** A SIP response (RFC 3261, section 7.2), or null when it is none. */
    private static Integer sip(String text) {
        return text != null && text.matches("[1-6]\\d\\d") ? Integer.valueOf(text) : null;
    }

    /** The incoming message that a carrier's mapping made. */
    public InboundSms message(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        String id = text(event, "carrierId");
        String from = text(event, "from");
        String to = text(event, "to");
        if (id == null || from == null || to == null) {
            throw incomplete(carrier, "A message without id, sender or recipient", "id");
        }
        String body = text(event, "body");
        List<String> media = new ArrayList<>();
        event.path("media").forEach(url -> media.add(url.asText()));
        return new InboundSms(
                carrier,
                id,
                number(from),
                number(to),
                body == null ? "" : body,
                text(event, "subject"),
                media,
                time(text(event, "at"), clock));
    }

    /** Carriers leave the plus away; short codes and letters stay as they are. */
    private String number(String text) {
        if (text == null || !text.matches("\\+?\\d{7,15}")) {
            return text;
        }
        try {
            return phoneNumbers
                    .parse(text.startsWith("+") ? text : "+" + text, null, "number")
                    .e164();
        } catch (TelException.InvalidNumber e) {
            return text;
        }
    }
}
