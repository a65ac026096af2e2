package com.dartwing.tel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./chaos}; {@code EventsOn*IT} kill the broker. */
class ChaosIT {

    @Test
    void nothing_accepted_is_lost_when_the_hub_or_the_database_dies() throws Exception {
        List<Row> rows = Chaos.run(
                List.of(Fault.HUB_KILLED, Fault.DATABASE_KILLED), 25, Duration.ofSeconds(3), Duration.ofSeconds(6));

        System.out.println(Row.table(rows));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.wrongs()).as(row.fault()).isEmpty();
            assertThat(row.accepted()).as(row.fault()).isPositive();
        });
    }
}
