package com.dartwing.tel.voice.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.StrictJson;
import com.dartwing.tel.voice.conference.ConferenceReport.What;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConferenceTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final String HOST = "CALL-2026-000001";
    private static final String GUEST = "CALL-2026-000002";
    private static final Conference ASKED_FOR = new Conference(
            "CONF-2026-000001",
            "Daily",
            ConferenceStatus.STARTING,
            null,
            null,
            null,
            2,
            List.of(Participant.joining(HOST, false), Participant.joining(GUEST, false)));

    /** A report, and the call that it is about. */
    private record Told(What what, String call, int second) {}

    private static Conference after(Conference conference, Told told) {
        return conference.after(
                new ConferenceReport(
                        "acme", "c-1", null, null, null, NOON.plusSeconds(told.second()), told.what(), "all_left"),
                told.call());
    }

    private static Participant one(Conference conference, String call) {
        return conference.participant(call).orElseThrow();
    }

    private static List<Told> life() {
        return List.of(
                new Told(What.BEGUN, HOST, 0),
                new Told(What.JOINED, HOST, 0),
                new Told(What.JOINED, GUEST, 3),
                new Told(What.LEFT, GUEST, 30),
                new Told(What.LEFT, HOST, 60),
                new Told(What.ENDED, HOST, 60));
    }

    @Test
    void its_life_is_told_step_by_step() {
        Conference now = ASKED_FOR;
        List<String> events = new ArrayList<>();
        for (Told told : life()) {
            Conference next = after(now, told);
            ConferenceEvent.of(now, next, events.size(), NOON)
                    .forEach(event -> events.add(event.sequence() + " " + event.event()));
            now = next;
        }

        assertThat(now.status()).isEqualTo(ConferenceStatus.ENDED);
        assertThat(now.durationSeconds()).isEqualTo(60);
        assertThat(now.participated()).isEqualTo(2);
        assertThat(events)
                .containsExactly(
                        "1 conference.participant_joined",
                        "2 conference.participant_joined",
                        "3 conference.participant_left",
                        "4 conference.participant_left",
                        "5 conference.ended");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void reports_that_come_twice_and_in_any_order_end_it_all_the_same(long seed) {
        List<Told> reports = new ArrayList<>(life());
        reports.addAll(life());
        Collections.shuffle(reports, new Random(seed));
        Conference now = ASKED_FOR;
        List<String> ends = new ArrayList<>();
        for (Told told : reports) {
            Conference next = after(now, told);
            ConferenceEvent.of(now, next, 0, NOON).stream()
                    .map(ConferenceEvent::event)
                    .filter("conference.ended"::equals)
                    .forEach(ends::add);
            now = next;
        }

        assertThat(now.status()).isEqualTo(ConferenceStatus.ENDED);
        assertThat(now.endedAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(now.participants()).noneMatch(Participant::isIn);
        assertThat(now.participated()).isEqualTo(2);
        assertThat(ends).hasSize(1);
    }

    @Test
    void who_left_before_the_carrier_told_of_the_coming_has_been_there() {
        Conference left = after(ASKED_FOR, new Told(What.LEFT, GUEST, 30));
        Conference joined = after(left, new Told(What.JOINED, GUEST, 3));

        assertThat(one(joined, GUEST).state()).isEqualTo(Participant.State.LEFT);
        assertThat(one(joined, GUEST).joinedAt()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void who_comes_again_is_not_sent_away_by_what_was_told_before() {
        Conference left = after(after(ASKED_FOR, new Told(What.JOINED, GUEST, 3)), new Told(What.LEFT, GUEST, 30));
        Conference again = left.joining(GUEST, true);
        Conference repeated = after(after(again, new Told(What.JOINED, GUEST, 3)), new Told(What.LEFT, GUEST, 30));
        Conference back = after(repeated, new Told(What.JOINED, GUEST, 40));

        assertThat(repeated).isEqualTo(again);
        assertThat(one(again, GUEST).turn()).isEqualTo(2);
        assertThat(one(back, GUEST).state()).isEqualTo(Participant.State.JOINED);
        assertThat(one(back, GUEST).muted()).isTrue();
    }

    @Test
    void a_conference_that_was_never_begun_has_nobody_in_it() {
        Conference failed = ASKED_FOR.failed(NOON, "TEL-002", "no");

        assertThat(failed.status()).isEqualTo(ConferenceStatus.FAILED);
        assertThat(failed.isEmpty()).isTrue();
        assertThat(failed.durationSeconds()).isZero();
        assertThat(failed.participated()).isZero();
        assertThat(ConferenceEvent.of(ASKED_FOR, failed, 0, NOON)).hasSize(1);
        assertThat(failed.begun(NOON)).isEqualTo(failed);
    }

    @Test
    void it_is_full_when_as_many_are_in_as_may_be() {
        Conference refused = ASKED_FOR.change(GUEST, one -> one.refused("TEL-002", "no"));

        assertThat(ASKED_FOR.isFull()).isTrue();
        assertThat(refused.isFull()).isFalse();
        assertThat(after(refused, new Told(What.JOINED, "CALL-2026-000009", 4)).participants())
                .as("nobody whom we did not let in")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'x','call_ids':[]}                            | call_ids",
                "{'name':'x','call_ids':['a','a']}                     | call_ids",
                "{'name':'x','call_ids':['a','b','c'],'max_participants':2} | call_ids",
                "{'name':'x','call_ids':['a'],'max_participants':1}    | max_participants",
                "{'name':' ','call_ids':['a']}                         | name",
                "{'name':'x'}                                          | call_ids",
                "{'name':'x','call_ids':['a'],'webhook_url':'ftp://x'} | webhook_url",
            })
    void a_conference_that_cannot_be_meant_is_refused(String body, String field) {
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() -> new StrictJson(65_536)
                        .read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ConferenceRequest.class))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    @Test
    void a_carrier_that_holds_fewer_calls_in_one_lets_no_more_in() {
        ConferenceRequest asked = new ConferenceRequest("Daily", List.of(HOST, GUEST), false, null, null, null);

        assertThat(asked.maxParticipants()).isEqualTo(250);
        assertThat(asked.within(20).maxParticipants()).isEqualTo(20);
        assertThat(asked.within(20).within(250)).isEqualTo(asked.within(20));
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() ->
                        new ConferenceRequest("Daily", List.of("a", "b", "c"), false, null, null, null).within(2));
    }
}
