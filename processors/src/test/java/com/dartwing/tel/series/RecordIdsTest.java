package com.dartwing.tel.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordIdsTest {

    private final ManualClock clock = new ManualClock("2026-12-31T23:59:59Z");
    private final List<String> reserved = new ArrayList<>();
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    private synchronized long reserve(String series, int year, int size) {
        reserved.add(series + year);
        return last.merge(series + year, (long) size, Long::sum) - size + 1;
    }

    @Test
    void namesFollowEachOther() {
        RecordIds ids = new RecordIds(this::reserve, clock, 2);

        assertThat(List.of(ids.next("SMS"), ids.next("SMS"), ids.next("CALL"), ids.next("SMS")))
                .containsExactly("SMS-2026-000001", "SMS-2026-000002", "CALL-2026-000001", "SMS-2026-000003");
        assertThat(reserved).containsExactly("SMS2026", "CALL2026", "SMS2026");
    }

    @Test
    void aNewYearBeginsAnew() {
        RecordIds ids = new RecordIds(this::reserve, clock);
        ids.next("SMS");

        clock.set("2027-01-01T00:00:00Z");
        assertThat(ids.next("SMS")).isEqualTo("SMS-2027-000001");

        clock.set("2026-12-31T23:59:59.999Z");
        assertThat(ids.next("SMS")).isEqualTo("SMS-2026-001001");
    }

    @Test
    void aMillionthNameHasMoreDigits() {
        RecordIds ids = new RecordIds((series, year, size) -> 999_999, clock);

        assertThat(ids.next("FAX")).isEqualTo("FAX-2026-999999");
        assertThat(ids.next("FAX")).isEqualTo("FAX-2026-1000000");
    }

    @Test
    void twoNodesNeverGiveTheSameName() {
        RecordIds one = new RecordIds(this::reserve, clock, 7);
        RecordIds other = new RecordIds(this::reserve, clock, 7);

        Set<String> names = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> (i % 2 == 0 ? one : other).next("SMS"))
                .collect(Collectors.toSet());

        assertThat(names).hasSize(20_000);
    }

    @Test
    void afterAFailureTheNextCallTriesAgain() {
        boolean[] broken = {true};
        RecordIds ids = new RecordIds(
                (series, year, size) -> {
                    if (broken[0]) {
                        throw new IllegalStateException("no database");
                    }
                    return 1;
                },
                clock);

        assertThatThrownBy(() -> ids.next("SMS")).hasMessage("no database");
        broken[0] = false;
        assertThat(ids.next("SMS")).isEqualTo("SMS-2026-000001");
    }
}
