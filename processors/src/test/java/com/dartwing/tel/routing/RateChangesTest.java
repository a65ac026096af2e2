package com.dartwing.tel.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateChangesTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private static RateLine line(String prefix, String price) {
        return line(prefix, price, THEN);
    }

    private static RateLine line(String prefix, String price, Instant from) {
        return new RateLine(new Rate("acme", "sms", prefix, new BigDecimal(price), "USD", from), "segment", true);
    }

    private static RateChanges between(boolean replaces, List<RateLine> held, RateLine... given) {
        return RateChanges.between(held.stream().sorted(RateLine.BY_KEY).iterator(), List.of(given), replaces);
    }

    @Test
    void eachRateIsAddedChangedRemovedOrUnchanged() {
        List<RateLine> held = List.of(line("1", "1"), line("12", "2"), line("44", "3"), line("9", "4"));

        RateChanges changes = between(true, held, line("49", "5"), line("12", "2.00"), line("0", "6"), line("44", "7"));

        assertThat(prefixes(changes.added())).containsExactly("0", "49");
        assertThat(changes.changed()).containsExactly(new RateChanges.Change(line("44", "3"), line("44", "7")));
        assertThat(prefixes(changes.removed())).containsExactly("1", "9");
        assertThat(changes.unchanged()).isEqualTo(1);
    }

    @Test
    void aMergeRemovesNothing() {
        RateChanges changes = between(false, List.of(line("1", "1")), line("2", "1"));

        assertThat(changes.removed()).isEmpty();
        assertThat(prefixes(changes.added())).containsExactly("2");
    }

    @Test
    void anotherDateIsAnotherRate() {
        RateChanges changes = between(false, List.of(line("1", "1")), line("1", "2", THEN.plusSeconds(1)));

        assertThat(changes.changed()).isEmpty();
        assertThat(changes.added()).hasSize(1);
    }

    @Test
    void intoAnEmptyTableAllIsAdded() {
        assertThat(between(true, List.of(), line("2", "1"), line("1", "1")).added())
                .hasSize(2);
    }

    private static List<String> prefixes(List<RateLine> lines) {
        return Stream.ofNullable(lines)
                .flatMap(List::stream)
                .map(line -> line.rate().prefix())
                .toList();
    }
}
