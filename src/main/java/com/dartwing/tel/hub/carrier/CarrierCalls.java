package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.carrier.ClassifyAnswer;
import com.dartwing.tel.error.Faults;
import com.dartwing.tel.hub.ops.Tracing;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What every carrier call shares, around the mappings of the carrier's own folder. */
@Component("carrierCalls")
public class CarrierCalls {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierCalls.class);
    private static final String STARTED = "carrierCallStarted";

    private final Carriers carriers;
    private final CarrierMonitor monitor;
    private final CarrierCredentials credentials;
    private final MeterRegistry registry;
    private final Tracing tracing;

    public CarrierCalls(
            CarrierFolders carriers,
            CarrierMonitor monitor,
            CarrierCredentials credentials,
            MeterRegistry registry,
            Tracing tracing) {
        this.carriers = carriers;
        this.monitor = monitor;
        this.credentials = credentials;
        this.registry = registry;
        this.tracing = tracing;
        // Alerts divide by these before the first call has been made.
        carriers.all().forEach(carrier -> {
            timer(carrier, "ok");
            timer(carrier, "answer_lost");
        });
    }

    /** Authorizes the request as the carrier's folder says, and starts the clock. */
    public void open(Exchange exchange, String carrier, String operation) {
        credentials.of(carrier(carrier), operation).ifPresent(credential -> exchange.getMessage()
                .setHeader(credential.header(), credential.value()));
        exchange.setProperty(STARTED, System.nanoTime());
        tracing.beginCall(exchange, carrier, operation);
    }

    /**
     * Judges the carrier's answer.
     *
     * @return the body to map, for an answer that says yes
     * @throws CarrierException when it says anything else
     */
    public JsonNode judge(
            Exchange exchange,
            @ExchangeProperty("carrier") String name,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Body String body) {
        Carrier carrier = carrier(name);
        JsonNode answer = parse(body);
        exchange.setProperty("rawAnswer", body);
        boolean ok = status >= 200 && status < 300;
        // A refused message says nothing against the carrier's health; trouble on its side or with our account does.
        boolean healthy = ok || (status < 500 && status != 408 && status != 429 && !ClassifyAnswer.isOurFault(status));
        sample(exchange, carrier, healthy, ok ? "ok" : "http_" + status);
        if (!ok) {
            exchange.setProperty("httpStatus", status);
            if (ClassifyAnswer.isOurFault(status)) {
                credentials.forget(carrier);
                LOG.error("{} refuses our credentials or our account: HTTP {}", carrier.title(), status);
            }
        }
        return answer;
    }

    /** Throws what a refusal means; {@code fault} is the carrier's mapped error, {@code {code, detail}}. */
    public void refuse(
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("httpStatus") int status,
            @Body JsonNode fault) {
        throw ClassifyAnswer.refusal(carrier(name), status, text(fault, "code"), text(fault, "detail"));
    }

    /** The normalised result from the mapped answer. */
    public CarrierResult accept(
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("rawAnswer") String raw,
            @Body JsonNode mapped) {
        String id = text(mapped, "carrierId");
        if (id == null) {
            throw new CarrierException.Unknown(name, "no_id", "the carrier said yes but gave no id");
        }
        return new CarrierResult(id, raw, mapped);
    }

    /** Turns a fault on the way to the carrier, or back, into its kind. */
    public void fault(
            Exchange exchange,
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception fault) {
        boolean neverSent = fault instanceof ConnectException
                || fault instanceof UnknownHostException
                || fault instanceof NoRouteToHostException
                || fault instanceof ConnectTimeoutException
                || fault instanceof ConnectionRequestTimeoutException
                || fault instanceof SSLHandshakeException;
        String word = neverSent ? "not_connected" : "answer_lost";
        sample(exchange, carrier(name), false, word);
        String detail = Faults.inWords(fault);
        throw neverSent
                ? new CarrierException.Unavailable(name, word, detail)
                : new CarrierException.Unknown(name, word, detail);
    }

    /** Counts a probe that did not reach its carrier. */
    public void unreached(Exchange exchange, @ExchangeProperty("carrier") String name) {
        sample(exchange, carrier(name), false, "not_connected");
    }

    /** Ends what {@link #open} began, for a call that is no HTTP. */
    public void answered(Exchange exchange, String carrier, boolean ok, String status) {
        sample(exchange, carrier(carrier), ok, status);
    }

    private void sample(Exchange exchange, Carrier carrier, boolean ok, String status) {
        Long started = exchange.getProperty(STARTED, Long.class);
        Duration latency = Duration.ofNanos(System.nanoTime() - started);
        monitor.called(carrier.name(), latency, ok);
        timer(carrier, status).record(latency);
        tracing.endCall(exchange, ok, status);
    }

    private Timer timer(Carrier carrier, String status) {
        return registry.timer("tel.carrier.request.duration", "carrier", carrier.name(), "status", status);
    }

    private Carrier carrier(String name) {
        return carriers.find(name).orElseThrow();
    }

    /** The answer as JSON, an empty object when it is something else. */
    private static JsonNode parse(String body) {
        try {
            JsonNode answer = body == null || body.isBlank() ? null : Json.read(body);
            return answer == null ? Json.tree(java.util.Map.of()) : answer;
        } catch (IllegalArgumentException e) {
            return Json.tree(java.util.Map.of());
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node == null ? null : node.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }
}
