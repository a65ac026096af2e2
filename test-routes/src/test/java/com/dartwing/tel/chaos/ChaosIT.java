package com.dartwing.tel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./chaos}; {@code EventsOn*IT} kill the brokers. */
class ChaosIT {

    @Test
    void nothing_accepted_is_lost_when_the_hub_dies() throws Exception {
        List<Row> rows =
                Chaos.run(List.of(Fault.HUB_KILLED, Fault.POISON), 25, Duration.ofSeconds(4), Duration.ofSeconds(8));

        System.out.println(Row.table(rows));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.wrongs()).as(row.fault()).isEmpty();
            assertThat(row.accepted()).as(row.fault()).isPositive();
        });
    }
}
