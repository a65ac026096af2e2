package com.dartwing.tel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.CallEnd;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallReport.Answered;
import com.dartwing.tel.voice.CallReport.Done;
import com.dartwing.tel.voice.CallReport.Ended;
import com.dartwing.tel.voice.CallReport.Gathered;
import com.dartwing.tel.voice.CallReport.Incoming;
import com.dartwing.tel.voice.CallReport.MachineDetected;
import com.dartwing.tel.voice.CallReport.Recorded;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Bandwidth shows of its calls back about calls, read as the hub reads them. */
class BandwidthCallsTest {

    private static final Path ROOT = Path.of(System.getProperty("hub.root"));
    private static final Path EXAMPLES = ROOT.resolve("test-routes/src/test/resources/contracts/bandwidth/calls");

    private final Map<String, JsonNode> query = new TreeMap<>();

    private List<CallReport> read(String example) throws IOException {
        return new ReadsCalls("bandwidth", query).read(example);
    }

    @Test
    void each_example_is_read_or_concerns_nobody() throws IOException {
        Map<String, List<Class<?>>> read = new TreeMap<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                List<Class<?>> whats = new ArrayList<>();
                read(Files.readString(file))
                        .forEach(report -> whats.add(report.what().getClass()));
                read.put(file.getFileName().toString().replace(".json", ""), whats);
            }
        }

        assertThat(read)
                .isEqualTo(Map.of(
                        "bridgeTargetComplete", List.of(),
                        "dtmf", List.of(),
                        "gather", List.of(Gathered.class),
                        "initiate", List.of(Incoming.class),
                        "machineDetectionComplete", List.of(MachineDetected.class),
                        "recordingAvailable", List.of(Recorded.class),
                        "redirect", List.of(Done.class),
                        "transcriptionAvailable", List.of(),
                        "transferComplete", List.of(Done.class),
                        "transferDisconnect", List.of()));
    }

    private static String example(String name) throws IOException {
        return Files.readString(EXAMPLES.resolve(name + ".json"));
    }

    @Test
    void who_calls_what_was_pressed_and_where_a_recording_lies_are_read() throws IOException {
        CallReport incoming = read(example("initiate")).get(0);
        CallReport gathered = read(example("gather")).get(0);
        CallReport recorded = read(example("recordingAvailable")).get(0);

        assertThat(incoming.carrierCallId()).isEqualTo("c-15ac29a2-1331029c-2cb0-4a07-b215-b22865662d85");
        assertThat(incoming.what()).isEqualTo(new Incoming("+15555555555", "+15555555555"));
        assertThat(((Gathered) gathered.what()).digits()).isEqualTo("123");
        // It is of the other leg, and belongs to the call that has it.
        assertThat(gathered.carrierCallId()).isEqualTo("c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d");
        assertThat(((Recorded) recorded.what()).report()).isEqualTo("r-fbe05094-9fd2afe9-bf5b-4c68-820a-41a01c1c5833");
        assertThat(((Recorded) recorded.what()).length()).isEqualTo(Duration.ofMillis(19_625));
    }

    @Test
    void a_redirect_tells_what_our_address_says() throws IOException {
        query.put("by", TextNode.valueOf("CALL-2026-000001-s2"));

        assertThat(read(example("redirect"))).singleElement().satisfies(report -> assertThat(report.what())
                .isEqualTo(new Done("CALL-2026-000001-s2--2022-06-17T22:19:40.375Z", Awaited.OVER)));
        query.put("did", TextNode.valueOf("answered"));
        assertThat(read(example("redirect"))).singleElement().satisfies(report -> {
            assertThat(report.what()).isEqualTo(new Answered());
            assertThat(report.at()).isEqualTo("2022-06-17T22:20:00Z");
        });
        query.put("did", TextNode.valueOf("playing"));
        assertThat(read(example("redirect"))).isEmpty();
    }

    @Test
    void an_incoming_call_that_ends_unanswered_was_refused_by_us_or_given_up() throws IOException {
        String refused = "{\"eventType\":\"disconnect\",\"eventTime\":\"2026-11-27T12:00:00Z\",\"callId\":\"c-1\","
                + "\"direction\":\"inbound\",\"cause\":\"hangup\"}";
        String answered = refused.replace("{", "{\"answerTime\":\"2026-11-27T11:59:00Z\",");

        assertThat(((Ended) read(refused).get(0).what()).end()).isEqualTo(CallEnd.REJECTED);
        assertThat(((Ended) read(refused.replace("hangup", "cancel")).get(0).what()).end())
                .isEqualTo(CallEnd.CANCELED);
        assertThat(((Ended) read(answered).get(0).what()).end()).isEqualTo(CallEnd.NORMAL);
        // In case nothing else told it.
        assertThat(read(answered).get(1).what()).isEqualTo(new Answered());
    }
}
