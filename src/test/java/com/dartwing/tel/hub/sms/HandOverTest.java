package com.dartwing.tel.hub.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.hub.broker.EventQueues;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.Node;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Who has a recorded message in hand, and when others take it that nobody has. */
class HandOverTest {

    private static final Instant NOW = Instant.parse("2026-03-04T20:00:00Z");

    private final HubProperties properties = mock();
    private final Node node = mock();

    private HandOver handOver(boolean isRouter) {
        when(properties.plays(HandOver.ROLE)).thenReturn(isRouter);
        when(node.name()).thenReturn("node-1");
        return new HandOver(properties, node, mock(EventQueues.class), mock(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void a_process_that_sends_has_in_hand_what_does_not_wait() {
        HandOver here = handOver(true);

        assertThat(here.owner(false)).isEqualTo("node-1");
        assertThat(here.dueAt(false)).isNull();
    }

    @Test
    void what_waits_is_nobodys_and_others_help_after_a_while() {
        HandOver here = handOver(true);

        assertThat(here.owner(true)).isNull();
        assertThat(here.dueAt(true)).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void a_process_that_does_not_send_has_nothing_in_hand() {
        HandOver elsewhere = handOver(false);

        assertThat(elsewhere.owner(false)).isNull();
        assertThat(elsewhere.dueAt(false)).isEqualTo(NOW.plusSeconds(5));
        assertThat(elsewhere.dueAt(true)).isEqualTo(NOW.plusSeconds(60));
    }
}
