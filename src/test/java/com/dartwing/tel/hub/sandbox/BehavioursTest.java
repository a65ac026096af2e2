package com.dartwing.tel.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.hub.rest.ApiEdge;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class BehavioursTest {

    private final ApiEdge api = mock(ApiEdge.class);
    private final Behaviours behaviours = new Behaviours(api);

    private void order(String json) {
        when(api.body(any())).thenReturn(json.getBytes(StandardCharsets.UTF_8));
        behaviours.obey(mock(Exchange.class), "acme");
    }

    @Test
    void an_order_for_the_next_call_is_not_used_up_by_what_was_told_before() {
        order("{\"status\":422,\"count\":1}");

        assertThat(behaviours.played("acme", "call.none")).isEqualTo(Behaviour.GOOD);
        assertThat(behaviours.next("acme", "call.replace").status()).isEqualTo(422);
        assertThat(behaviours.next("acme", "call.replace")).isEqualTo(Behaviour.GOOD);
    }

    @Test
    void an_order_for_a_step_is_and_one_for_everything_stays() {
        order("{\"operation\":\"call.gather\",\"receipt_status\":\"press 2\",\"count\":1}");
        assertThat(behaviours.played("acme", "call.none")).isEqualTo(Behaviour.GOOD);
        assertThat(behaviours.played("acme", "call.gather").receiptWord()).isEqualTo("press 2");
        assertThat(behaviours.played("acme", "call.gather")).isEqualTo(Behaviour.GOOD);

        order("{\"duplicate_receipts\":true}");
        assertThat(behaviours.played("acme", "call.none")).isEqualTo(behaviours.next("acme", "call.start"));
    }
}
