package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentFirstTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Map<String, Instant> ROWS = Map.of(
            "young", NOW.minusSeconds(60),
            "old", NOW.minusSeconds(90 * 86_400),
            "ahead", NOW.plusSeconds(60));

    private final List<Set<String>> asked = new ArrayList<>();

    private List<String> find(Set<String> names) {
        return RecentFirst.find(names, NOW, name -> name, (some, from, until) -> {
            asked.add(Set.copyOf(some));
            return some.stream()
                    .filter(ROWS::containsKey)
                    .filter(name ->
                            !ROWS.get(name).isBefore(from) && !ROWS.get(name).isAfter(until))
                    .toList();
        });
    }

    @Test
    void what_is_young_is_asked_for_once() {
        assertThat(find(Set.of("young", "ahead"))).containsExactlyInAnyOrder("young", "ahead");
        assertThat(asked).hasSize(1);
    }

    @Test
    void what_is_old_or_nowhere_is_looked_for_everywhere() {
        assertThat(find(Set.of("young", "old", "none"))).containsExactlyInAnyOrder("young", "old");
        assertThat(asked).containsExactly(Set.of("young", "old", "none"), Set.of("old", "none"));
    }
}
