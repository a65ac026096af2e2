package com.dartwing.tel.hub.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.db.Outbox;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelaySlotsTest {

    @Test
    void slots_without_a_gap_are_one_run() {
        assertThat(RelaySlots.runs(List.of(0, 1, 2, 7, 9, 10)))
                .containsExactly(new RelaySlots.Run(0, 2), new RelaySlots.Run(7, 7), new RelaySlots.Run(9, 10));
        assertThat(RelaySlots.runs(List.of())).isEmpty();
    }

    @Test
    void a_record_has_the_same_slot_for_ever() {
        // What is in the table already was written with these.
        assertThat(Outbox.slot("SMS-2026-000001")).isEqualTo(Outbox.slot("SMS-2026-000001"));
        assertThat(List.of(Outbox.slot("SMS-2026-000001"), Outbox.slot("BATCH-2026-000001")))
                .allSatisfy(slot -> assertThat(slot).isBetween(0, Outbox.SLOTS - 1));
    }
}
