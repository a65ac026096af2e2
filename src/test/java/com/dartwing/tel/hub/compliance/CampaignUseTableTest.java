package com.dartwing.tel.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CampaignUseTableTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    private final Tables tables = new Tables("campaigns");
    private final CampaignUseTable use = new CampaignUseTable(tables.jdbc, tables.transactions);

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void a_day_is_given_out_until_its_limit_and_each_day_has_its_own() {
        assertThat(use.reserve("C1", DAY, 7, 10)).isEqualTo(7);
        assertThat(use.reserve("C1", DAY, 7, 10)).isEqualTo(3);
        assertThat(use.reserve("C1", DAY, 7, 10)).isZero();
        assertThat(use.reserve("C1", DAY.plusDays(1), 7, 10)).isEqualTo(7);
        assertThat(use.reserve("C2", DAY, 20, 10)).isEqualTo(10);
    }

    @Test
    void a_limit_that_was_lowered_gives_nothing_more() {
        use.reserve("C1", DAY, 7, 10);

        assertThat(use.reserve("C1", DAY, 1, 5)).isZero();
    }

    @Test
    void many_at_once_get_no_more_than_there_is() {
        List<CompletableFuture<Integer>> asking = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> use.reserve("C1", DAY, 7, 100)))
                .toList();

        assertThat(asking.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(100);
    }
}
