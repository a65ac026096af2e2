package com.dartwing.tel.hub.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ConfirmsTest {

    private final Confirms confirms = new Confirms();

    @Test
    void what_was_refused_is_told_by_its_place() throws Exception {
        confirms.begin(101, 5);

        confirms.handleAck(102, true);
        confirms.handleNack(103, false);
        confirms.handleAck(105, false);
        confirms.handleNack(104, true);

        BitSet refused = confirms.await(1);
        assertThat(refused.stream()).containsExactly(2, 3);
    }

    @Test
    void silence_is_no_confirmation() {
        confirms.begin(1, 2);

        confirms.handleAck(1, false);

        assertThatThrownBy(() -> confirms.await(10)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void a_late_word_about_another_group_changes_nothing() throws Exception {
        confirms.begin(10, 1);

        confirms.handleAck(9, true);
        confirms.handleAck(10, false);

        assertThat(confirms.await(1).isEmpty()).isTrue();
    }
}
