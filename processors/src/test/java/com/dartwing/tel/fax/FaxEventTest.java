package com.dartwing.tel.fax;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FaxEventTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void of_health_data_the_id_the_state_and_where_the_rest_is_are_told_and_nothing_else() {
        FaxState sending =
                FaxState.QUEUED.after(new FaxReport.Started(), NOW, 2).orElseThrow();
        FaxState delivered = sending.after(new FaxReport.Arrived(2, 60), NOW, 2).orElseThrow();

        FaxEvent event = FaxEvent.of("FAX-2026-000001", 3, NOW, delivered, new BigDecimal("0.007"), "USD")
                .discreet("https://hub.example/api");

        assertThat(Json.read(event.payload("WH-2026-000001")).path("data").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("fax_id", "status", "url");
    }
}
