package com.dartwing.tel.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.webhook.Lanes.Sign;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Lanes with tasks that run when the test says so. */
class LanesTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final List<Runnable> quick = new ArrayList<>();
    private final List<Runnable> slow = new ArrayList<>();
    private final List<Delivery> sent = new ArrayList<>();
    private final List<Delivery> givenBack = new ArrayList<>();
    private final AtomicInteger wishes = new AtomicInteger();
    private Instant now = NOW;
    private final Lanes lanes =
            new Lanes(quick::add, slow::add, sent::add, givenBack::addAll, wishes::incrementAndGet, new Clock() {
                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    private static Delivery delivery(String endpoint, String record) {
        return new Delivery(
                "WH-" + endpoint + record,
                "WH",
                "sms.sent",
                record,
                "KEY",
                null,
                "http://x",
                endpoint,
                0,
                null,
                NOW,
                "{}");
    }

    private void go(String endpoint, String record) {
        assertThat(lanes.reserve(endpoint)).isTrue();
        lanes.go(delivery(endpoint, record));
    }

    private void run(List<Runnable> pool) {
        List<Runnable> tasks = new ArrayList<>(pool);
        pool.clear();
        tasks.forEach(Runnable::run);
    }

    @Test
    void a_lane_begins_narrow_and_widens_with_every_good_answer() {
        for (int i = 0; i < 20; i++) {
            go("a", "SMS-" + i);
        }
        assertThat(quick).hasSize(2);

        lanes.sign("a", Sign.WELL);
        lanes.sign("a", Sign.WELL);
        run(quick);

        assertThat(sent).hasSize(2);
        assertThat(quick).hasSize(4);
    }

    @Test
    void an_endpoint_that_hangs_fills_its_own_lane_and_no_other() {
        int places = 0;
        while (places < 1_000 && lanes.reserve("a")) {
            lanes.go(delivery("a", "SMS-" + places++));
        }
        assertThat(places).as("the rest waits in the table").isEqualTo(66);
        assertThat(quick).hasSize(2);

        go("b", "SMS-1");

        assertThat(quick).as("b's goes at once").hasSize(3);
    }

    @Test
    void who_gave_no_answer_is_tried_one_at_a_time_among_its_like_and_the_others_wait_in_the_table() {
        for (int i = 0; i < 20; i++) {
            go("a", "SMS-" + i);
        }

        lanes.sign("a", Sign.SILENT);
        run(quick);

        assertThat(givenBack).hasSize(18);
        assertThat(lanes.reserve("a")).as("others wait in the table").isFalse();
        assertThat(lanes.reserve("a", 64)).isEqualTo(4);
        lanes.go(delivery("a", "SMS-30"));
        lanes.go(delivery("a", "SMS-31"));
        lanes.claimed("a", 2);
        assertThat(quick).isEmpty();
        assertThat(slow).hasSize(1);

        lanes.sign("a", Sign.WELL);
        run(slow);
        assertThat(quick).as("it is well again").hasSize(1);
    }

    @Test
    void five_refusals_in_a_row_narrow_a_lane_and_four_do_not() {
        go("a", "SMS-1");
        go("a", "SMS-2");
        go("a", "SMS-3");
        for (int i = 0; i < 4; i++) {
            lanes.sign("a", Sign.REFUSED);
        }
        assertThat(givenBack).isEmpty();

        lanes.sign("a", Sign.REFUSED);
        assertThat(givenBack).hasSize(1);
    }

    @Test
    void deliveries_about_one_record_go_one_after_the_other() {
        go("a", "SMS-1");
        go("a", "SMS-1");
        go("a", "SMS-2");

        assertThat(quick).hasSize(2);
        run(quick);
        assertThat(sent).extracting(Delivery::recordId).containsExactly("SMS-1", "SMS-2");
        assertThat(quick).hasSize(1);
    }

    @Test
    void an_endpoint_that_asks_for_a_pause_is_left_in_peace_for_an_hour_at_most() {
        go("a", "SMS-1");

        lanes.pause("a", Duration.ofHours(5));
        assertThat(lanes.reserve("a")).isFalse();
        assertThat(lanes.reserve("a", 64)).isZero();

        now = NOW.plus(Duration.ofMinutes(61));
        assertThat(lanes.reserve("a", 64)).isPositive();
    }

    @Test
    void more_is_asked_for_when_a_good_lane_runs_dry_while_the_table_holds_more() {
        lanes.reserve("a", 1);
        lanes.go(delivery("a", "SMS-1"));
        lanes.claimed("a", 0);
        run(quick);
        assertThat(wishes).hasValue(1);

        lanes.reserve("a", 2);
        lanes.go(delivery("a", "SMS-2"));
        lanes.claimed("a", 1);
        run(quick);
        assertThat(wishes).hasValue(1);
    }

    @Test
    void every_place_is_given_back() {
        go("a", "SMS-1");
        assertThat(lanes.reserve("b")).isTrue();
        lanes.release("b");
        assertThat(lanes.reserve("c", 5)).isEqualTo(5);
        lanes.claimed("c", 5);
        run(quick);

        assertThat(lanes.places()).isZero();
    }
}
