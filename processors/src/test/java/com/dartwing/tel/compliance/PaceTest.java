package com.dartwing.tel.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-03-04T20:00:00Z");
    private static final Duration TENTH = Duration.ofMillis(100);

    private final Pace pace = new Pace();

    @Test
    void a_seconds_worth_passes_at_once_and_the_rest_gets_places_one_after_the_other() {
        List<Optional<Instant>> answers = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            answers.add(pace.ask(NOW, TENTH, false, true));
        }

        assertThat(answers.subList(0, 10)).containsOnly(Optional.empty());
        assertThat(answers.subList(10, 13))
                .containsExactly(
                        Optional.of(NOW.plusMillis(100)),
                        Optional.of(NOW.plusMillis(200)),
                        Optional.of(NOW.plusMillis(300)));
    }

    @Test
    void who_waited_passes_at_its_place_before_those_who_come_then() {
        for (int i = 0; i < 10; i++) {
            pace.ask(NOW, TENTH, false, true);
        }
        Instant place = pace.ask(NOW, TENTH, false, true).orElseThrow();

        assertThat(pace.ask(place, TENTH, false, true)).contains(place.plusMillis(100));
        assertThat(pace.ask(place, TENTH, true, true)).isEmpty();
    }

    @Test
    void however_many_ask_no_second_sees_more_than_two_seconds_worth_and_the_average_is_kept() {
        PriorityQueue<Instant> asking = new PriorityQueue<>();
        for (int i = 0; i < 200; i++) {
            asking.add(NOW);
        }
        List<Instant> passed = new ArrayList<>();
        int asked = 0;
        while (!asking.isEmpty()) {
            Instant at = asking.poll();
            Optional<Instant> place = pace.ask(at, TENTH, asked++ >= 200, true);
            place.ifPresentOrElse(asking::add, () -> passed.add(at));
        }

        assertThat(asked).as("each waits once").isLessThanOrEqualTo(400);
        assertThat(passed.get(199)).isEqualTo(NOW.plusSeconds(19));
        assertThat(passed.stream().filter(at -> at.isBefore(NOW.plusSeconds(1))))
                .hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void something_larger_than_a_second_passes_alone() {
        assertThat(pace.ask(NOW, Duration.ofSeconds(4), false, true)).isEmpty();
        assertThat(pace.ask(NOW, Duration.ofSeconds(4), false, true)).contains(NOW.plusSeconds(4));
    }

    @Test
    void asking_alone_changes_nothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(pace.ask(NOW, TENTH, false, false)).isEmpty();
        }
    }
}
