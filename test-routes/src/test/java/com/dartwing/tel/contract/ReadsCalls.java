package com.dartwing.tel.contract;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.webhook.CallReports;
import com.dartwing.tel.hub.webhook.CarrierReports;
import com.dartwing.tel.hub.webhook.WebhookGate;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.voice.CallReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;

/**
 * Reads what a carrier tells of calls as the hub reads it: by the mapping of its webhook, and the gate behind it.
 *
 * @param query of the address that it calls
 */
record ReadsCalls(String carrier, Map<String, JsonNode> query) {

    private static final Path ROOT = Path.of(System.getProperty("hub.root"));
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** What the mapping alone makes of it. */
    List<JsonNode> mapped(String told) throws IOException {
        Scope jq = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, jq);
        jq.addFunction("header", 1, (scope, args, in, path, out, version) -> args.get(0)
                .apply(scope, in, name -> out.emit(query.getOrDefault(name.asText(), NullNode.getInstance()), null)));
        List<JsonNode> mapped = new ArrayList<>();
        JsonQuery.compile(events(), Versions.JQ_1_6).apply(jq, Json.read(told), events -> events.forEach(mapped::add));
        return mapped;
    }

    /** What it tells of calls themselves. */
    List<CallReport> read(String told) throws IOException {
        CarrierFolders folders = mock(CarrierFolders.class);
        Carrier folder = YAML.readValue(
                        ROOT.resolve("carriers/" + carrier + "/carrier.yaml").toFile(), Carrier.class)
                .named(carrier);
        when(folders.find(carrier)).thenReturn(Optional.of(folder));
        Clock clock = Clock.systemUTC();
        WebhookGate gate = new WebhookGate(folders, new SimpleMeterRegistry(), clock);
        CallReports calls = new CallReports(new CarrierReports(gate, folders, clock));
        List<CallReport> reports = new ArrayList<>();
        mapped(told).stream()
                .filter(event -> event.path("type").asText().equals("call"))
                .forEach(event -> reports.add(calls.call(carrier, event)));
        return reports;
    }

    private String events() throws IOException {
        for (JsonNode parameter : YAML.readTree(ROOT.resolve("webhooks/inbound/" + carrier + ".camel.yaml")
                        .toFile())
                .path(0)
                .path("templatedRoute")
                .path("parameters")) {
            if (parameter.path("name").asText().equals("events")) {
                return parameter.path("value").asText();
            }
        }
        throw new AssertionError(carrier);
    }
}
