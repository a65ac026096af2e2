package com.dartwing.tel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.limits.SpendLedger.Spent;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpendLedgerTest {

    private static final String KEY = "KEY-1";
    private static final SpendLimit DAILY = new SpendLimit(new BigDecimal("0.010"), null);
    private static final BigDecimal COST = new BigDecimal("0.004");

    private final SpendLedger ledger = new SpendLedger();

    @Test
    void what_is_on_the_way_counts_before_it_is_settled() {
        assertThat(ledger.take(KEY, DAILY, "SMS-1", COST)).isTrue();
        assertThat(ledger.take(KEY, DAILY, "SMS-2", COST)).isTrue();
        assertThat(ledger.take(KEY, DAILY, "SMS-3", COST)).isFalse();

        ledger.settle("SMS-1", null);

        assertThat(ledger.take(KEY, DAILY, "SMS-3", COST)).isTrue();
    }

    @Test
    void settlement_corrects_the_amount() {
        ledger.take(KEY, DAILY, "SMS-1", COST);
        ledger.settle("SMS-1", new BigDecimal("0.010"));

        assertThat(ledger.spent(KEY).today()).isEqualByComparingTo("0.010");
        assertThat(ledger.isUsedUp(KEY, DAILY)).isTrue();
    }

    @Test
    void what_is_settled_counts_once_whether_a_reading_has_it_or_not() {
        ledger.take(KEY, DAILY, "SMS-1", COST);
        ledger.settle("SMS-1", COST);
        long first = ledger.beginReading();
        ledger.take(KEY, DAILY, "SMS-2", COST);
        ledger.settle("SMS-2", COST);

        ledger.read(first, Map.of(KEY, new Spent(COST, COST)));

        assertThat(ledger.spent(KEY).today()).isEqualByComparingTo("0.008");

        ledger.read(ledger.beginReading(), Map.of(KEY, new Spent(COST.add(COST), COST.add(COST))));

        assertThat(ledger.spent(KEY).today()).isEqualByComparingTo("0.008");
    }

    @Test
    void the_month_binds_as_the_day_does() {
        SpendLimit monthly = new SpendLimit(null, new BigDecimal("1"));
        ledger.read(ledger.beginReading(), Map.of(KEY, new Spent(BigDecimal.ZERO, new BigDecimal("0.997"))));

        assertThat(ledger.isUsedUp(KEY, monthly)).isFalse();
        assertThat(ledger.take(KEY, monthly, "SMS-1", COST)).isFalse();
        assertThat(ledger.take(KEY, monthly, "SMS-1", new BigDecimal("0.003"))).isTrue();
        assertThat(ledger.isUsedUp(KEY, monthly)).isTrue();
    }

    @Test
    void nothing_may_be_spent_of_a_limit_of_nothing() {
        assertThat(ledger.isUsedUp(KEY, new SpendLimit(BigDecimal.ZERO, null))).isTrue();
    }
}
