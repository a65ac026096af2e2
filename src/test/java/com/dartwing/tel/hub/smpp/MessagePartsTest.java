package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.smpp.MessageParts.Joined;
import com.dartwing.tel.hub.smpp.MessageParts.Part;
import com.dartwing.tel.series.RecordIds;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class MessagePartsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final PartOrigin ORIGIN =
            new PartOrigin(null, "acme", "KEY-1", "+18005559999", null, "+14155550123", 0, 1, null);

    private final Tables tables = new Tables("smpp-parts");
    private final AtomicInteger series = new AtomicInteger(1);
    private MessageParts parts = at(NOW);

    private MessageParts at(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        RecordIds ids = new RecordIds((name, year, size) -> series.getAndAdd(size), clock);
        return new MessageParts(tables.jdbc, ids, clock, new TransactionTemplate(tables.transactions));
    }

    @AfterEach
    void close() {
        parts.close();
        tables.close();
    }

    private Joined join(String message, int part, int... octets) {
        byte[] text = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            text[i] = (byte) octets[i];
        }
        return GroupCommit.await(parts.join(new Part(message, part, 3, text, ORIGIN)));
    }

    @Test
    void parts_in_any_order_become_one_message_of_one_id() {
        Joined two = join("m", 2, 3, 4);
        Joined three = join("m", 3, 5);
        Joined one = join("m", 1, 1, 2);

        assertThat(two.isComplete()).isFalse();
        assertThat(three.isComplete()).isFalse();
        assertThat(one.octets()).containsExactly(1, 2, 3, 4, 5);
        assertThat(one.sms()).isEqualTo(two.sms()).isEqualTo(three.sms());
    }

    @Test
    void a_part_that_comes_again_changes_nothing() {
        Joined first = join("m", 1, 1);
        Joined again = join("m", 1, 9);
        join("m", 2, 2);

        assertThat(again.sms()).isEqualTo(first.sms());
        assertThat(join("m", 3, 3).octets()).containsExactly(1, 2, 3);
    }

    @Test
    void of_parts_that_are_written_together_one_completes_the_message() {
        List<CompletableFuture<Joined>> all = new ArrayList<>();
        for (int message = 0; message < 50; message++) {
            for (int part = 1; part <= 3; part++) {
                all.add(parts.join(new Part("m" + message, part, 3, new byte[] {(byte) part}, ORIGIN)));
            }
        }

        List<Joined> complete =
                all.stream().map(GroupCommit::await).filter(Joined::isComplete).toList();

        assertThat(complete).hasSize(50).allSatisfy(one -> assertThat(one.octets())
                .containsExactly(1, 2, 3));
        assertThat(complete).extracting(Joined::sms).doesNotHaveDuplicates();
    }

    @Test
    void a_receipt_is_asked_for_by_any_part() {
        PartOrigin asking = new PartOrigin(null, "partner", "KEY-1", null, null, "+14155551234", 0, 1, null);
        PartOrigin silent = new PartOrigin(null, "partner", "KEY-1", null, null, "+14155551234", 0, 0, null);
        GroupCommit.await(parts.join(new Part("m", 1, 2, new byte[] {1}, asking)));

        Joined whole = GroupCommit.await(parts.join(new Part("m", 2, 2, new byte[] {2}, silent)));

        assertThat(whole.registeredDelivery()).isEqualTo(1);
    }

    @Test
    void another_message_is_another() {
        assertThat(join("m", 1, 1).sms()).isNotEqualTo(join("n", 1, 1).sms());
    }

    @Test
    void parts_outlive_the_process() {
        Joined before = join("m", 1, 1);
        join("m", 2, 2);
        parts.close();

        parts = at(NOW);

        Joined after = join("m", 3, 3);
        assertThat(after.sms()).isEqualTo(before.sms());
        assertThat(after.octets()).containsExactly(1, 2, 3);
    }

    @Test
    void parts_of_a_recorded_message_are_known_by_their_references() {
        for (int part = 1; part <= 2; part++) {
            PartOrigin origin = new PartOrigin(
                    null,
                    "acme",
                    "KEY-1",
                    null,
                    null,
                    "+14155551234",
                    0,
                    0,
                    new PartnerReference.Named("r/" + part, "hash-" + part));
            GroupCommit.await(parts.join(new Part("m", part, 2, new byte[] {1}, origin)));
        }

        parts.recorded("m");

        assertThat(tables.jdbc.queryForList("SELECT idempotency_key FROM tel_idempotency ORDER BY 1", String.class))
                .containsExactly("r/1", "r/2");
        assertThat(tables.jdbc.queryForObject("SELECT COUNT(*) FROM tel_smpp_submit_part", Integer.class))
                .isZero();
    }

    @Test
    void of_two_nodes_that_take_the_last_two_parts_at_the_same_time_one_sees_both() {
        MessageParts other = at(NOW);
        try {
            for (int message = 0; message < 50; message++) {
                String name = "m" + message;
                CompletableFuture<Joined> here = parts.join(new Part(name, 1, 2, new byte[] {1}, ORIGIN));
                CompletableFuture<Joined> there = other.join(new Part(name, 2, 2, new byte[] {2}, ORIGIN));

                assertThat(List.of(GroupCommit.await(here), GroupCommit.await(there)))
                        .filteredOn(Joined::isComplete)
                        .hasSize(1);
                assertThat(GroupCommit.await(here).sms())
                        .isEqualTo(GroupCommit.await(there).sms());
            }
        } finally {
            other.close();
        }
    }
}
