package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierRequest;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierCalls;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.sms.LateRefusals;
import com.dartwing.tel.hub.sms.ReceiveReceipts;
import com.dartwing.tel.json.Json;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The carriers whose folder has a section {@code smpp}: their binds stand as long as this process runs and plays the role
 * that sends.
 */
@Component("smppCarriers")
public class SmppCarriers implements SmartLifecycle {

    /** The settings that such a folder must declare beside its {@code url}. */
    private static final String SYSTEM_ID = "system-id";

    private static final String PASSWORD = "password";

    private final CarrierCalls calls;
    private final JoinParts parts;
    private final ProducerTemplate routes;
    private final Map<String, Binds> binds = new TreeMap<>();
    private final Map<String, SubmitMessage> submits = new TreeMap<>();

    private volatile boolean running;

    public SmppCarriers(
            CarrierFolders folders,
            CarrierCalls calls,
            JoinParts parts,
            ReceiveReceipts receipts,
            LateRefusals refusals,
            @Lazy ProducerTemplate routes,
            HubProperties properties,
            MeterRegistry registry,
            Clock clock) {
        this.calls = calls;
        this.parts = parts;
        this.routes = routes;
        if (!properties.plays("sms-router")) {
            return;
        }
        for (Carrier carrier : folders.all()) {
            if (carrier.smpp() != null) {
                Binds own = new Binds(carrier, peer(folders, carrier), new TakeDelivery(carrier, this::keep, parts));
                binds.put(carrier.name(), own);
                submits.put(
                        carrier.name(),
                        new SubmitMessage(carrier, own, new TellLate(carrier, receipts, refusals, registry, clock)));
                Gauge.builder("tel.smpp.binds", own, Binds::bound)
                        .tag("carrier", carrier.name())
                        .description("Binds to a carrier that stand and can send")
                        .register(registry);
            }
        }
    }

    private static Peer peer(CarrierFolders folders, Carrier carrier) {
        return Peer.of(
                carrier.name(),
                folders.setting(carrier.name(), "url"),
                folders.setting(carrier.name(), SYSTEM_ID),
                folders.setting(carrier.name(), PASSWORD),
                carrier.limits().connectTimeoutMs());
    }

    /** Submits a message to the carrier whose turn it is. */
    public CarrierResult submit(
            Exchange exchange, @ExchangeProperty("carrier") String carrier, @Body CarrierRequest request) {
        calls.open(exchange, carrier, "sms.send");
        try {
            SubmitMessage submit = submits.get(carrier);
            if (submit == null) {
                throw new CarrierException.Unavailable(carrier, "not_bound", "this process keeps no binds");
            }
            CarrierResult result = submit.submit(request);
            calls.answered(exchange, carrier, true, "ok");
            return result;
        } catch (CarrierException e) {
            // A refused message says nothing against the carrier's health, and no more does a bound of ours.
            boolean healthy = e instanceof CarrierException.Rejected
                    || e instanceof CarrierException.Unavailable unavailable && unavailable.isOurBound();
            calls.answered(exchange, carrier, healthy, e.code());
            throw e;
        }
    }

    /** Notes whether a silent carrier is there: its binds are tried by {@code enquire_link} all the time. */
    public void probe(Exchange exchange, @ExchangeProperty("carrier") String carrier) {
        calls.open(exchange, carrier, "health");
        Binds own = binds.get(carrier);
        boolean there = own != null && own.bound() > 0;
        calls.answered(exchange, carrier, there, there ? "ok" : "not_bound");
    }

    /** Keeps the messages that have waited long for a part as far as they have come. */
    public void keepIncomplete() {
        for (JoinParts.Joined message : parts.incomplete()) {
            keep(message.carrier(), TakeDelivery.message(message.id(), message.from(), message.to(), message.text()));
            parts.forget(message);
        }
    }

    private void keep(String carrier, Map<String, Object> event) {
        try {
            routes.requestBodyAndHeader("direct:smpp-events", Json.tree(List.of(event)), "carrier", carrier);
        } catch (CamelExecutionException e) {
            // The splitter wraps what its steps throw.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof TelException told) {
                    throw told;
                }
            }
            throw e;
        }
    }

    @Override
    public void start() {
        binds.values().forEach(Binds::open);
        running = true;
    }

    /** The binds stay: messages that are under way finish first. */
    @Override
    public void stop() {
        running = false;
    }

    @PreDestroy
    void close() {
        binds.values().forEach(Binds::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
