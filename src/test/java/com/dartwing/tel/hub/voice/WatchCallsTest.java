package com.dartwing.tel.hub.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.carrier.VoiceSpec;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.carrier.CarrierOperations;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.voice.WatchCalls.Silent;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.voice.CallEnd;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallReport.Answered;
import com.dartwing.tel.voice.CallReport.Ended;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchCallsTest {

    private static final String CALL = "CALL-2026-000001";
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant ANSWERED = NOON.minusSeconds(600);
    private static final int AT_MOST = 60;

    private static final Tables TABLES = new Tables("watch");

    private final ChangeCalls changes = mock(ChangeCalls.class);
    private final Carriers carriers = mock(Carriers.class);
    private final CarrierOperations operations = mock(CarrierOperations.class);
    private final Clock clock = mock(Clock.class);
    private final WatchCalls watch = new WatchCalls(new CallDues(TABLES.jdbc), changes, carriers, operations, clock);
    private final List<CallReport> reports = new ArrayList<>();
    private Instant now = NOON;

    @BeforeEach
    void aCallThatIsLongerThanItMayBe() {
        when(clock.instant()).thenAnswer(asked -> now);
        when(operations.has("acme", "call.status")).thenReturn(true);
        Carrier acme = mock(Carrier.class);
        when(acme.voice()).thenReturn(new VoiceSpec(60, Map.of("bye", CallEnd.NORMAL), null, null));
        when(carriers.find("acme")).thenReturn(Optional.of(acme));
        when(changes.change(any())).thenAnswer(change -> {
            reports.add(((CallChange.Reported) change.getArgument(0)).report());
            return Optional.empty();
        });
        TABLES.jdbc.update(
                "INSERT INTO tel_call (name, direction, status, from_number, to_number, initiated_at, modified_at,"
                        + " answered_at, timeout_seconds, max_duration_seconds, carrier, carrier_call_id, purpose, watch_at)"
                        + " VALUES (?, 'Outbound', 'In Progress', '+14155550001', '+14155550002', ?, ?, ?, 60, ?,"
                        + " 'acme', 'c-1', 'transactional', ?)",
                CALL,
                Sql.utc(ANSWERED),
                Sql.utc(ANSWERED),
                Sql.utc(ANSWERED),
                AT_MOST,
                Sql.utc(NOON));
    }

    @AfterEach
    void empty() {
        TABLES.jdbc.update("DELETE FROM tel_call");
    }

    @AfterAll
    static void close() {
        TABLES.close();
    }

    private Silent claimed() {
        List<Silent> all = watch.claim();
        assertThat(all).extracting(Silent::call).containsExactly(CALL);
        return all.get(0);
    }

    private void told(String mapped) {
        watch.told(claimed(), new CarrierResult("c-1", "{}", Json.read(mapped)));
    }

    private void closed() {
        assertThat(reports)
                .containsExactly(new CallReport(
                        "acme",
                        "c-1",
                        null,
                        ANSWERED.plusSeconds(AT_MOST),
                        new Ended(CallEnd.FAILED, "carrier_silent", null)));
    }

    @Test
    void a_call_that_its_carrier_says_is_up_goes_on_and_is_asked_about_again() {
        told("{\"carrierId\":\"c-1\",\"alive\":true}");
        now = NOON.plus(Duration.ofMinutes(4));
        assertThat(watch.claim()).isEmpty();
        now = NOON.plus(Duration.ofMinutes(6));

        assertThat(claimed().tries()).isZero();
        assertThat(reports).isEmpty();
    }

    @Test
    void a_call_that_its_carrier_says_is_over_is_closed_with_what_that_tells() {
        told("{\"carrierId\":\"c-1\",\"alive\":false,\"answeredAt\":\"2026-11-27T11:50:01Z\","
                + "\"endedAt\":\"2026-11-27T11:50:08.5Z\",\"cause\":\"bye\"}");

        assertThat(reports)
                .extracting(CallReport::what)
                .containsExactly(new Answered(), new Ended(CallEnd.NORMAL, "bye", null));
        assertThat(reports)
                .extracting(CallReport::at)
                .containsExactly(Instant.parse("2026-11-27T11:50:01Z"), Instant.parse("2026-11-27T11:50:08.5Z"));
    }

    @Test
    void a_call_of_which_its_carrier_tells_how_long_it_lasted_ended_so_long_after_its_answer() {
        told("{\"carrierId\":\"c-1\",\"alive\":false,\"seconds\":7,\"cause\":\"bye\"}");

        assertThat(reports)
                .containsExactly(new CallReport(
                        "acme", "c-1", null, ANSWERED.plusSeconds(7), new Ended(CallEnd.NORMAL, "bye", null)));
    }

    @Test
    void one_of_whose_answer_nobody_heard_lasted_so_long_until_now() {
        TABLES.jdbc.update("UPDATE tel_call SET answered_at = NULL");

        told("{\"carrierId\":\"c-1\",\"alive\":false,\"seconds\":7,\"cause\":\"bye\"}");

        assertThat(reports)
                .containsExactly(
                        new CallReport("acme", "c-1", null, NOON.minusSeconds(7), new Answered()),
                        new CallReport("acme", "c-1", null, NOON, new Ended(CallEnd.NORMAL, "bye", null)));
    }

    @Test
    void a_carrier_that_cannot_be_asked_is_asked_three_times() {
        for (int i = 0; i < 3; i++) {
            assertThat(reports).isEmpty();
            watch.unheard(claimed(), new CarrierException.Unavailable("acme", "503", "busy"));
            now = now.plus(Duration.ofMinutes(3));
        }

        closed();
    }

    @Test
    void nodes_that_die_over_it_are_not_followed_for_ever() {
        for (int i = 0; i < 3; i++) {
            claimed();
            assertThat(watch.claim()).as("while it is asked").isEmpty();
            now = now.plus(Duration.ofMinutes(3));
        }

        assertThat(watch.claim()).isEmpty();
        closed();
    }

    @Test
    void a_call_that_its_carrier_does_not_know_is_closed() {
        watch.unheard(claimed(), new CarrierException.Rejected("acme", "404", "no such call", "TEL-002"));

        closed();
    }

    @Test
    void a_call_of_a_carrier_that_has_no_such_question_is_closed() {
        when(operations.has("acme", "call.status")).thenReturn(false);

        assertThat(watch.claim()).isEmpty();
        closed();
    }

    @Test
    void a_call_that_no_carrier_is_known_to_have_is_closed() {
        TABLES.jdbc.update("UPDATE tel_call SET carrier = NULL, carrier_call_id = NULL, answered_at = NULL");

        assertThat(watch.claim()).isEmpty();
        assertThat(reports)
                .containsExactly(
                        new CallReport(null, null, null, NOON, new Ended(CallEnd.FAILED, "carrier_silent", null)));
    }
}
