package com.dartwing.tel.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthsTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Test
    void an_empty_table_gets_this_month_and_those_ahead_over_the_turn_of_the_year() {
        assertThat(Months.missing(null, null, NOVEMBER, 2))
                .containsExactly(NOVEMBER, YearMonth.of(2026, 12), YearMonth.of(2027, 1));
    }

    @Test
    void a_table_with_old_rows_gets_their_months_too() {
        assertThat(Months.missing(null, YearMonth.of(2026, 9), NOVEMBER, 0))
                .containsExactly(YearMonth.of(2026, 9), YearMonth.of(2026, 10), NOVEMBER);
    }

    @Test
    void months_are_added_after_the_last_and_none_when_all_are_there() {
        assertThat(Months.missing(NOVEMBER, YearMonth.of(2020, 1), NOVEMBER, 1))
                .containsExactly(YearMonth.of(2026, 12));
        assertThat(Months.missing(YearMonth.of(2026, 12), null, NOVEMBER, 1)).isEmpty();
    }

    @Test
    void a_month_is_over_when_its_last_row_is() {
        List<YearMonth> months = List.of(YearMonth.of(2026, 10), YearMonth.of(2026, 9));

        assertThat(Months.over(months, LocalDate.of(2026, 10, 31))).containsExactly(YearMonth.of(2026, 9));
        assertThat(Months.over(months, LocalDate.of(2026, 11, 1)))
                .containsExactly(YearMonth.of(2026, 9), YearMonth.of(2026, 10));
    }

    @Test
    void a_partition_is_named_after_its_month_and_ends_before_the_next() {
        assertThat(Months.of(Months.nameOf(NOVEMBER))).isEqualTo(NOVEMBER);
        assertThat(Months.of(Months.FUTURE)).isNull();
        assertThat(Months.split("t", List.of(YearMonth.of(2026, 12))))
                .isEqualTo(
                        "ALTER TABLE t WAIT 5 REORGANIZE PARTITION p_future INTO (PARTITION p_2026_12 VALUES LESS THAN"
                                + " ('2027-01-01'), PARTITION p_future VALUES LESS THAN (MAXVALUE))");
    }
}
