package com.dartwing.tel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Bandwidth shows of its calls back about conferences, read as the hub reads them. */
class BandwidthConferencesTest {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("hub.root"), "test-routes/src/test/resources/contracts/bandwidth/conferences");
    private static final String CONFERENCE = "conf-fe23a767-a75a5b77-20c5-4cca-b581-cbbf0776eca9";

    private static List<JsonNode> read(String example) throws IOException {
        return new ReadsCalls("bandwidth", Map.of()).mapped(Files.readString(EXAMPLES.resolve(example + ".json")));
    }

    @ParameterizedTest
    @CsvSource({
        "conferenceCreated, begun, ",
        "conferenceMemberJoin, joined, c-15ac29a2-1331029c-2cb0-4a07-b215-b22865662d85",
        "conferenceMemberExit, left, c-15ac29a2-1331029c-2cb0-4a07-b215-b22865662d85",
        "conferenceCompleted, ended, "
    })
    void who_comes_and_goes_is_read_with_the_name_that_we_gave(String example, String what, String call)
            throws IOException {
        assertThat(read(example))
                .containsExactly(Json.read("{\"type\":\"conference\",\"carrierId\":\"" + CONFERENCE
                        + "\",\"conference\":\"my-conference-name\",\"carrierCallId\":"
                        + (call == null ? "null" : "\"" + call + "\"") + ",\"what\":\"" + what
                        + "\",\"at\":\"2022-06-17T22:19:40.375Z\"}"));
    }

    @Test
    void a_recording_is_read_and_what_we_never_ask_for_concerns_nobody() throws IOException {
        assertThat(read("conferenceRecordingAvailable")).singleElement().satisfies(recorded -> {
            assertThat(recorded.path("type").asText()).isEqualTo("conference-recorded");
            assertThat(recorded.path("conference").asText()).isEqualTo(CONFERENCE);
            assertThat(recorded.path("report").asText()).isEqualTo("r-fbe05094-9fd2afe9-bf5b-4c68-820a-41a01c1c5833");
            assertThat(recorded.path("url").asText()).endsWith("/media");
            assertThat(recorded.path("until").asText()).isEqualTo("2022-06-17T22:20:00.000Z");
        });
        assertThat(read("conferenceRedirect")).isEmpty();
    }
}
