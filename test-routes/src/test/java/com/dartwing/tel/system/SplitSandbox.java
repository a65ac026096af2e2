package com.dartwing.tel.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A hub with its simulators in a process of their own, which therefore remember what they saw when the hub is killed. */
public final class SplitSandbox implements AutoCloseable {

    public final SandboxKey key = SandboxKey.generate();
    public final HubProcess hub;
    private final HubProcess simulators;

    /** @param storage the hub's arguments for its database */
    public SplitSandbox(String... storage) {
        this(() -> List.of(storage));
    }

    /** @param servers the hub's arguments for its servers, which may start while the simulators do */
    public SplitSandbox(Supplier<List<String>> servers) {
        int simulatorsPort = HubProcess.freePort();
        int hubPort = HubProcess.freePort();
        try {
            simulators = HubProcess.with(
                            "--tel.roles=simulators",
                            "--tel.sandbox.hub-url=http://127.0.0.1:" + hubPort,
                            "--tel.sandbox.seed=" + key.webhookSecret())
                    .port(simulatorsPort)
                    .dataDir(Files.createTempDirectory("simulators"))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            List<String> arguments = new ArrayList<>(servers.get());
            arguments.add("--tel.sandbox.simulators-url=http://127.0.0.1:" + simulatorsPort);
            arguments.add("--tel.sandbox.seed=" + key.webhookSecret());
            arguments.add("--tel.roles=api,sms-router,webhook-delivery,cdr,realtime,scheduler,smpp");
            hub = key.given(HubProcess.with(arguments.toArray(String[]::new)).port(hubPort))
                    .start();
        } catch (RuntimeException | Error e) {
            simulators.close();
            throw e;
        }
    }

    /** What the simulated carriers were asked to send, and took. */
    List<JsonNode> taken() {
        List<JsonNode> taken = new ArrayList<>();
        for (String carrier : List.of("telnyx", "bandwidth", "sinch", "didww")) {
            simulators
                    .send("GET", "/sandbox/" + carrier + "/_seen", Map.of(), null)
                    .json()
                    .forEach(entry -> {
                        if (entry.path("taken").asBoolean()) {
                            taken.add(entry);
                        }
                    });
        }
        return taken;
    }

    /** Orders a simulated carrier to misbehave. */
    void behave(String carrier, String order) {
        HubProcess.Answer answer = simulators.send("POST", "/sandbox/" + carrier + "/_behave", Map.of(), order);
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    /** How often each message of this hub was taken by a carrier. */
    public Map<String, Integer> sends() {
        Map<String, Integer> sends = new HashMap<>();
        for (JsonNode entry : taken()) {
            String attempt = entry.path("attempt").asText();
            if (attempt.startsWith("SMS-")) {
                sends.merge(attempt.substring(0, attempt.lastIndexOf('-')), 1, Integer::sum);
            }
        }
        return sends;
    }

    @Override
    public void close() {
        hub.close();
        simulators.close();
    }
}
