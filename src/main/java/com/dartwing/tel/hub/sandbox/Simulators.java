package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierCredentials;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.hub.webhook.CallbackUrls;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * What the carriers' simulators have in common: whom they know, what they make of a call, and when they call back. What a
 * carrier's API looks like is in its own route file.
 */
@Component("simulators")
public class Simulators implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Simulators.class);
    private static final long RECEIPT_AFTER_MS = 200;
    private static final int CALL_BACK_TRIES = 60;
    private static final long LONGEST_PAUSE_MS = 4_000;

    private final CarrierFolders carriers;
    private final CarrierCredentials credentials;
    private final SandboxSecrets secrets;
    private final HubProperties properties;
    private final CallbackUrls callbacks;
    private final CallHub hub;
    private final ApiEdge api;
    private final ProducerTemplate camel;
    private final Clock clock;
    private final StrictJson json = new StrictJson(65_536);
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4, runnable -> {
        Thread thread = new Thread(runnable, "simulator-calls-back");
        thread.setDaemon(true);
        return thread;
    });

    public Simulators(
            CarrierFolders carriers,
            CarrierCredentials credentials,
            SandboxSecrets secrets,
            HubProperties properties,
            CallbackUrls callbacks,
            CallHub hub,
            ApiEdge api,
            ProducerTemplate camel,
            Clock clock) {
        this.carriers = carriers;
        this.credentials = credentials;
        this.secrets = secrets;
        this.properties = properties;
        this.callbacks = callbacks;
        this.hub = hub;
        this.api = api;
        this.camel = camel;
        this.clock = clock;
    }

    /** Whether the caller has the carrier's credentials. */
    public boolean knows(
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("operation") String operation,
            @Header("Authorization") String authorization) {
        Carrier carrier = carriers.find(name).orElseThrow();
        if (credentials.wantsToken(carrier, operation)) {
            return ("Bearer " + secrets.of(name + ".token")).equals(authorization);
        }
        return credentials
                .of(carrier, operation)
                .map(credential -> credential.value().equals(authorization))
                .orElse(true);
    }

    /** Plays the carrier's token endpoint: an access token for who has the client's credentials. */
    public void token(
            Exchange exchange,
            @ExchangeProperty("carrier") String name,
            @Header("Authorization") String authorization) {
        if (credentials.client(carriers.find(name).orElseThrow()).equals(authorization)) {
            api.write(
                    exchange,
                    200,
                    Map.of("access_token", secrets.of(name + ".token"), "token_type", "Bearer", "expires_in", 3600));
        } else {
            api.write(exchange, 401, Map.of("error", "invalid_client"));
        }
    }

    /** Says yes; with an empty body where the carrier's has none. */
    public void yes(Exchange exchange, int status, @Body JsonNode answer) {
        api.writeText(exchange, status, answer == null ? "" : Json.write(answer));
    }

    /** What the route's mappings read: the request, the new id, the time and the receipt's word. */
    public JsonNode take(
            Exchange exchange,
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("behaviour") Behaviour behaviour) {
        ObjectNode call = (ObjectNode) Json.tree(Map.of(
                "id", UUID.randomUUID().toString(),
                "at", clock.instant().toString(),
                "reportAt", clock.instant().plusMillis(RECEIPT_AFTER_MS).toString(),
                "timestamp", clock.instant().getEpochSecond(),
                "status", behaviour.receiptWord(),
                "hub", properties.sandbox().hubUrl(),
                "eventIds",
                        Stream.generate(() -> UUID.randomUUID().toString())
                                .limit(4)
                                .toList()));
        String request = new String(api.body(exchange), StandardCharsets.UTF_8);
        call.set("request", Documents.read(request));
        call.set(
                "path",
                Json.tree(List.of(ApiEdge.request(exchange).getServletPath().split("/"))));
        call.put("taken", behaviour.status() == null);
        return call;
    }

    /**
     * The order of {@code POST _inbound}, as the mapping to the carrier's webhook reads it.
     *
     * @throws TelException.InvalidRequest when it brings a fax without a document, or to a carrier that has none,
     *     or media that are no list
     */
    public JsonNode order(Exchange exchange, @ExchangeProperty("carrier") String name) {
        ObjectNode order = json.readTree(api.body(exchange));
        JsonNode fax = order.get("fax");
        if (fax != null && fax.asText().isBlank()) {
            throw new TelException.InvalidRequest("fax is the name of a document, such as letter.tiff", "fax");
        }
        if (fax != null && !carriers.find(name).orElseThrow().can("fax")) {
            throw new TelException.InvalidRequest("This carrier has no faxes", "fax");
        }
        JsonNode media = order.path("media");
        boolean names = media.isArray()
                && StreamSupport.stream(media.spliterator(), false).allMatch(JsonNode::isTextual);
        if (!names && !media.isMissingNode() && !media.isNull()) {
            throw new TelException.InvalidRequest("media is a list of names, such as picture.png, or of URLs", "media");
        }
        boolean call = order.has("call") || order.has("hangup");
        exchange.setProperty("door", fax != null ? "fax" : call ? "call" : "sms");
        exchange.setProperty("contentType", order.path("form").asBoolean() ? CallHub.FORM : CallHub.JSON);
        if (!order.has("id")) {
            // Who gives one may tell of the same twice.
            order.put("id", UUID.randomUUID().toString());
        }
        order.put("eventId", UUID.randomUUID().toString());
        order.put("at", clock.instant().toString());
        return order;
    }

    /** Calls the hub with an incoming message or fax, at once, and answers what the hub said. */
    public void deliver(
            Exchange exchange,
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("door") String door,
            @ExchangeProperty("contentType") String contentType,
            @Body JsonNode webhook)
            throws IOException, InterruptedException {
        String url = callbacks.at(properties.sandbox().hubUrl(), name, door);
        HttpResponse<String> answer = hub.call(name, url, contentType, webhook);
        int status = answer.statusCode();
        if (status < 300) {
            play(name, answer, webhook);
        }
        api.answer(exchange, status < 300 ? 200 : 502, Map.of("webhook_status", status));
    }

    /** Plays a document that the hub answered to a call back, as the carrier's route file says. */
    private void play(String name, HttpResponse<String> answer, JsonNode event) {
        if (Documents.isOne(answer.body())) {
            play(name, Documents.read(answer.body()), event);
        }
    }

    private void play(String name, JsonNode document, JsonNode event) {
        Instant now = clock.instant();
        ObjectNode played = (ObjectNode) Json.tree(Map.of(
                "id",
                UUID.randomUUID().toString(),
                "at",
                now.toString(),
                "reportAt",
                now.plusMillis(RECEIPT_AFTER_MS).toString(),
                "hub",
                properties.sandbox().hubUrl(),
                "taken",
                true));
        played.set("request", document);
        played.set("event", event);
        camel.send("direct:" + name + "-simulator-plays", exchange -> exchange.getMessage()
                .setBody(played));
    }

    /**
     * Calls back with receipts: at once when they are to be early, a little later otherwise. One that is no call back
     * holds a {@code document} to play, after an {@code event}.
     */
    public void report(
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("behaviour") Behaviour behaviour,
            @Body ArrayNode receipts) {
        if (behaviour.noReceipt() || behaviour.status() != null) {
            return;
        }
        List<JsonNode> calls = new ArrayList<>();
        receipts.forEach(receipt -> {
            calls.add(receipt);
            if (behaviour.duplicateReceipts()) {
                calls.add(receipt);
            }
        });
        if (behaviour.reverseReceipts()) {
            Collections.reverse(calls);
        }
        if (behaviour.earlyReceipt()) {
            calls.forEach(receipt -> callBack(name, receipt, CALL_BACK_TRIES));
        } else {
            later.schedule(
                    () -> calls.forEach(receipt -> callBack(name, receipt, 0)),
                    RECEIPT_AFTER_MS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** A carrier tries again when we do not answer; here with a backoff that suits tests. */
    private void callBack(String name, JsonNode receipt, int tries) {
        if (receipt.has("document")) {
            play(name, receipt.get("document"), receipt.get("event"));
            return;
        }
        try {
            HttpResponse<String> answer = hub.call(
                    name,
                    receipt.get("url").asText(),
                    receipt.path("contentType").asText(CallHub.JSON),
                    receipt.get("body"));
            if (answer.statusCode() < 300) {
                play(name, answer, receipt.get("body"));
                return;
            }
        } catch (IOException e) {
            LOG.debug("{} could not call back", name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (tries < CALL_BACK_TRIES) {
            later.schedule(
                    () -> callBack(name, receipt, tries + 1),
                    Math.min(LONGEST_PAUSE_MS, 500L << Math.min(tries, 3)),
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void destroy() {
        later.shutdownNow();
    }
}
