package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** Calls, as a test makes them through the sandbox's key. */
record Calls(Sandbox sandbox) {

    private static final Duration BREAKER_CLOSES = Duration.ofSeconds(90);
    private static final AtomicInteger CALLEES = new AtomicInteger(1000);

    /** Commands about a call that is up, with the rest of their fields, in an order that makes sense. */
    private static final Map<String, String> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("speak", ",\"text\":\"Good morning\"");
        COMMANDS.put("play_audio", ",\"audio_url\":\"https://example.com/a.wav\"");
        COMMANDS.put("gather_dtmf", ",\"max_digits\":4");
        COMMANDS.put("send_dtmf", ",\"digits\":\"1\"");
        COMMANDS.put("start_recording", "");
        COMMANDS.put("transfer", ",\"destination\":\"+14155551235\"");
        COMMANDS.put("hangup", "");
    }

    /** A number that no other test calls. */
    static String callee() {
        return "+1628555" + CALLEES.getAndIncrement();
    }

    static String id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/message/call_id").asText();
    }

    /** Waits for the carriers: a test before may have left them in disgrace. */
    void awaitCarrier() {
        sandbox.behaveAgain("telnyx");
        sandbox.behaveAgain("bandwidth");
        sandbox.behaveAgain("sinch");
        await().atMost(BREAKER_CLOSES).untilAsserted(() -> assertThat(
                        sandbox.call("routing.explain", "{\"operation\":\"voice\",\"to\":\"+14155551234\"}")
                                .json()
                                .at("/message/candidates/0/eligible")
                                .asBoolean())
                .isTrue());
    }

    Answer make(String to, String more) {
        return sandbox.call("voice.make_call", "{\"to\":\"" + to + "\"" + more + "}");
    }

    /** A call that somebody has answered. */
    String talking(String more) {
        // The other carriers that dial do less in a call.
        String id = id(make(callee(), ",\"preferred_carrier\":\"telnyx\"" + more));
        awaitStatus(id, "in_progress");
        return id;
    }

    JsonNode get(String id) {
        return sandbox.ask("voice.get_call", "call_id=" + id).json().path("message");
    }

    JsonNode awaitStatus(String id, String status) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(get(id).path("status").asText()).isEqualTo(status));
        return get(id);
    }

    /** A command about a call. */
    Answer command(String verb, String id, String more) {
        return sandbox.call("voice." + verb, "{\"call_id\":\"" + id + "\"" + more + "}");
    }

    Answer hangup(String id) {
        return command("hangup", id, "");
    }

    /** What the carrier was asked for in a call, newest first. */
    java.util.List<JsonNode> commands(String id) {
        String carriers = get(id).path("carrier_call_id").asText();
        return StreamSupport.stream(sandbox.seen("telnyx").spliterator(), false)
                .filter(seen -> carriers.equals(seen.path("call").asText()))
                .toList();
    }

    /** The carrier of a call that is up refuses each command, and does not hear others: each is told, and the call goes on. */
    void assertThatFailuresAreTold(String carrier, String id) {
        COMMANDS.forEach((command, more) ->
                // What a carrier does not do at all is told before it is asked; a refused end means that it is over.
                assertThat(failing(carrier, "{\"status\":422,\"count\":1}", command, id))
                        .as(carrier + " refuses " + command)
                        .isIn("TEL-002", "TEL-009", "TEL-013"));
        for (String command : List.of("speak", "gather_dtmf", "transfer")) {
            assertThat(failing(carrier, "{\"status\":503,\"count\":1}", command, id))
                    .as(carrier + " does not hear " + command)
                    .isEqualTo("TEL-006");
        }
        assertThat(get(id).path("status").asText()).isEqualTo("in_progress");
        assertThat(hangup(id).status()).isEqualTo(200);
        awaitStatus(id, "completed");
    }

    private String failing(String carrier, String order, String command, String id) {
        sandbox.behave(carrier, order);
        Answer failed = command(command, id, COMMANDS.get(command));
        sandbox.behaveAgain(carrier);
        assertThat(failed.json().path("call_id").asText()).as(failed.body()).isEqualTo(id);
        return failed.json().path("error_code").asText();
    }
}
