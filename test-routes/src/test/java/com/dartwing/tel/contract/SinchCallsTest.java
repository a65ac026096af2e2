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
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Sinch shows of its calls back about calls, read as the hub reads them. */
class SinchCallsTest {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("hub.root"), "test-routes/src/test/resources/contracts/sinch/calls");
    private static final String CUSTOM = "\"custom\":\"CALL-2026-000001-0.1 https://example.com/a.mp3\"";

    private static List<CallReport> read(String told) throws IOException {
        return new ReadsCalls("sinch", Map.of()).read(told);
    }

    private static List<CallReport> example(String name) throws IOException {
        return read(Files.readString(EXAMPLES.resolve(name + ".json")));
    }

    @Test
    void each_example_is_read() throws IOException {
        assertThat(example("ice")).singleElement().satisfies(report -> {
            assertThat(report.carrierCallId()).isEqualTo("a call id");
            assertThat(((Incoming) report.what()).to()).isEqualTo("+123456879");
        });
        assertThat(example("ace"))
                .extracting(CallReport::what)
                .containsExactly(new Answered(), new MachineDetected("a call id-amd", "human"));
        assertThat(example("notify"))
                .extracting(CallReport::what)
                .containsExactly(new MachineDetected("a call id-amd", "unknown"));
        assertThat(example("pie")).extracting(CallReport::what).containsExactly(new Done("confirm", Awaited.OVER));
    }

    @Test
    void who_hides_the_number_is_nobody() throws IOException {
        assertThat(read("{\"event\":\"ice\",\"callid\":\"c\",\"cli\":\"private\",\"to\":{\"type\":\"number\","
                        + "\"endpoint\":\"14155550100\"}}"))
                .extracting(CallReport::what)
                .containsExactly(new Incoming("anonymous", "+14155550100"));
    }

    private static String pie(String menu, String type, String value) {
        return "{\"event\":\"pie\",\"callid\":\"c\"," + CUSTOM + ",\"menuResult\":{\"menuId\":\"" + menu
                + "\",\"type\":\"" + type + "\",\"value\":\"" + value + "\"}}";
    }

    @Test
    void the_end_of_a_menu_tells_what_its_name_says() throws IOException {
        assertThat(read(pie("answered.CALL-2026-000001-s1", "timeout", "")))
                .extracting(CallReport::what)
                .containsExactly(new Answered());
        assertThat(read(pie("over.CALL-2026-000001-s2", "Timeout", "")))
                .extracting(CallReport::what)
                .containsExactly(new Done("over.CALL-2026-000001-s2", Awaited.OVER));
        assertThat(read(pie("gathered.CALL-2026-000001-s3", "Sequence", "12")))
                .extracting(CallReport::what)
                .containsExactly(new Gathered("gathered.CALL-2026-000001-s3", "12"));
        assertThat(read(pie("gathered.CALL-2026-000001-s3", "timeout", "5")))
                .extracting(CallReport::what)
                .containsExactly(new Gathered("gathered.CALL-2026-000001-s3", ""));
        // Its end is told too.
        assertThat(read(pie("gathered.CALL-2026-000001-s3", "hangup", ""))).isEmpty();
    }

    private static String dice(String result, String reason, String more) {
        return "{\"event\":\"dice\",\"callid\":\"c\",\"timestamp\":\"2026-11-27T12:00:09.5Z\",\"result\":\"" + result
                + "\",\"reason\":\"" + reason + "\"" + more + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWERED, CALLEEHANGUP, NORMAL",
        "ANSWERED, TIMEOUT, NORMAL",
        "BUSY, CALLEEHANGUP, BUSY",
        "NOANSWER, N/A, NO_ANSWER",
        "NOANSWER, TIMEOUT, NO_ANSWER",
        "NOANSWER, MANAGERHANGUP, CANCELED",
        "FAILED, CALLEEHANGUP, REJECTED",
        "FAILED, BLOCKED, FAILED",
        "FAILED, NOCREDITPARTNER, FAILED",
        "N/A, CONGESTION, FAILED",
        "N/A, N/A, FAILED",
    })
    void why_a_call_of_ours_ended_is_read(String result, String reason, CallEnd end) throws IOException {
        CallReport report = read(dice(result, reason, "," + CUSTOM)).get(0);

        assertThat(((Ended) report.what()).end()).isEqualTo(end);
        assertThat(report.callId()).isEqualTo("CALL-2026-000001");
    }

    @Test
    void an_incoming_call_that_ends_unanswered_was_refused_by_us_or_given_up() throws IOException {
        assertThat(((Ended) read(dice("N/A", "MANAGERHANGUP", "")).get(0).what()).end())
                .isEqualTo(CallEnd.REJECTED);
        assertThat(((Ended) read(dice("NOANSWER", "CANCEL", "")).get(0).what()).end())
                .isEqualTo(CallEnd.CANCELED);
    }

    @Test
    void the_end_tells_when_somebody_answered_in_case_nothing_else_did() throws IOException {
        CallReport answered =
                read(dice("ANSWERED", "CALLERHANGUP", ",\"duration\":7")).get(1);

        assertThat(answered.what()).isEqualTo(new Answered());
        assertThat(answered.at()).isEqualTo("2026-11-27T12:00:02Z");
    }

    @Test
    void a_call_whose_menu_or_life_has_ended_is_in_no_conference() throws IOException {
        for (String told : List.of(
                pie("over.CONF-2026-000001", "timeout", ""), pie("main", "hangup", ""), dice("ANSWERED", "N/A", ""))) {
            JsonNode first = new ReadsCalls("sinch", Map.of()).mapped(told).get(0);

            assertThat(first.path("type").asText()).isEqualTo("conference");
            assertThat(first.path("what").asText()).isEqualTo("left");
            assertThat(first.path("carrierCallId").asText()).isEqualTo("c");
        }
    }
}
