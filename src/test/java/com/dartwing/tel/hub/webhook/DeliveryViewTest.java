package com.dartwing.tel.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.dartwing.tel.hub.Explaining;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page of deliveries costs a page, however many there are. */
class DeliveryViewTest {

    private static final Instant FIRST = Instant.parse("2026-03-06T00:00:00Z");
    private static final int DELIVERIES = 1_000;
    private static final int PAGE = 20;

    private final Tables tables = new Tables("delivery-view");
    private final Explaining jdbc = new Explaining(tables);
    private final DeliveryView view = new DeliveryView(jdbc, mock(EndpointHealth.class), mock(WebhookOwners.class));
    private final DeliveryFilter all = DeliveryFilter.of("KEY-1", null, null, null, null, null, null);

    @BeforeEach
    void fill() {
        List<Object[]> deliveries = new ArrayList<>();
        for (int i = 0; i < DELIVERIES; i++) {
            // Two of each second: the name tells them apart.
            deliveries.add(new Object[] {"WD-%06d".formatted(i), Sql.utc(FIRST.plusSeconds(i / 2))});
        }
        tables.jdbc.batchUpdate(
                "INSERT INTO tel_webhook_delivery (name, event_id, event, record_id, api_key, url, endpoint, state, created_at)"
                        + " VALUES (?, 'WH-1', 'sms.sent', 'SMS-1', 'KEY-1', 'https://consumer.example/', 'e-1', 'Delivered', ?)",
                deliveries);
        tables.jdbc.execute("ANALYZE");
    }

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void pages_follow_each_other_and_go_through_no_more_than_they_show() {
        List<Object> names = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < 3; page++) {
            Map<String, Object> answer = view.list(all, cursor, PAGE);
            for (Object delivery : (List<?>) answer.get("deliveries")) {
                names.add(((Map<?, ?>) delivery).get("delivery_id"));
            }
            cursor = (String) answer.get("next_cursor");
        }

        assertThat(names).hasSize(3 * PAGE).doesNotHaveDuplicates().startsWith("WD-000999", "WD-000998");
        assertThat(names).last().isEqualTo("WD-000940");
        assertThat(jdbc.mostScanned()).isBetween(1, 2 * PAGE + 6);
    }
}
