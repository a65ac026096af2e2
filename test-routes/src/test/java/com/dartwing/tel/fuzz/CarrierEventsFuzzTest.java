package com.dartwing.tel.fuzz;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.webhook.CallReports;
import com.dartwing.tel.hub.webhook.CarrierReports;
import com.dartwing.tel.hub.webhook.ConferenceReports;
import com.dartwing.tel.hub.webhook.FaxReports;
import com.dartwing.tel.hub.webhook.SmsReports;
import com.dartwing.tel.hub.webhook.WebhookGate;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** Each carrier's webhook with JSON that it would never send: its mapping may refuse it, nothing may break. */
class CarrierEventsFuzzTest {

    private static final Path ROOT = Path.of(System.getProperty("hub.root"));
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Scope JQ = Scope.newEmptyScope();

    static {
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, JQ);
        // As of a call to the bare URL, without a query.
        JQ.addFunction("header", 1, (scope, args, in, path, out, version) -> out.emit(NullNode.getInstance(), null));
    }

    private static final Map<String, Target> TARGETS = new ConcurrentHashMap<>();

    // Millions of calls: nothing may be kept of them.
    private final CarrierFolders folders =
            mock(CarrierFolders.class, withSettings().stubOnly());
    private final HttpServletRequest request =
            mock(HttpServletRequest.class, withSettings().stubOnly());
    private final Clock clock = Clock.systemUTC();
    private final WebhookGate gate = new WebhookGate(folders, new SimpleMeterRegistry(), clock);
    private final CarrierReports reports = new CarrierReports(gate, folders, clock);
    private final SmsReports messages = new SmsReports(reports);
    private final CallReports calls = new CallReports(reports);
    private final ConferenceReports conferences = new ConferenceReports(reports);
    private final FaxReports faxes = new FaxReports(reports);

    /** A carrier and its mapping of webhooks to events. */
    private record Target(Carrier carrier, JsonQuery events) {}

    @FuzzTest
    void telnyx(byte[] body) {
        call("telnyx", body);
    }

    @FuzzTest
    void bandwidth(byte[] body) {
        call("bandwidth", body);
    }

    @FuzzTest
    void sinch(byte[] body) {
        call("sinch", body);
    }

    @FuzzTest
    void didww(byte[] body) {
        call("didww", body);
    }

    private void call(String name, byte[] body) {
        Target target = TARGETS.computeIfAbsent(name, CarrierEventsFuzzTest::target);
        when(folders.find(name)).thenReturn(Optional.of(target.carrier()));
        for (JsonNode event : events(target, body)) {
            try {
                switch (event.path("type").asText()) {
                    case "receipt" -> messages.receipt(name, request, event);
                    case "message" -> messages.message(name, event);
                    case "call", "conference-recorded" -> calls.call(name, event);
                    case "conference" -> conferences.read(name, event);
                    case "fax" -> faxes.fax(name, request, event);
                    case "fax-received" -> faxes.incomingFax(name, event);
                    default -> throw new AssertionError("nothing that the hub knows: " + event);
                }
            } catch (TelException refusal) {
                // Told to the carrier, as it should be.
            }
        }
    }

    private static List<JsonNode> events(Target target, byte[] body) {
        List<JsonNode> events = new ArrayList<>();
        try {
            JsonNode json = Json.read(new String(body, StandardCharsets.UTF_8));
            if (json != null && json.isContainerNode()) {
                target.events().apply(JQ, json, list -> list.forEach(events::add));
            }
        } catch (IllegalArgumentException | JsonQueryException noneOfItsCalls) {
            return List.of();
        }
        return events;
    }

    private static Target target(String name) {
        try {
            return new Target(
                    YAML.readValue(
                                    ROOT.resolve("carriers/" + name + "/carrier.yaml")
                                            .toFile(),
                                    Carrier.class)
                            .named(name),
                    mapping(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A carrier's mapping of its webhooks to events. */
    static JsonQuery mapping(String name) throws IOException {
        for (JsonNode parameter : YAML.readTree(
                        ROOT.resolve("webhooks/inbound/" + name + ".camel.yaml").toFile())
                .path(0)
                .path("templatedRoute")
                .path("parameters")) {
            if (parameter.path("name").asText().equals("events")) {
                return JsonQuery.compile(parameter.path("value").asText(), Versions.JQ_1_6);
            }
        }
        throw new AssertionError("no events mapping in " + name);
    }
}
