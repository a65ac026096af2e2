package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.sms.Recorded;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PartnerQueueTest {

    private static final int SENDERS = 3;
    private static final int HOLDS = 2 * PartnerQueue.ONE_OF * PartnerQueue.TOGETHER;

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<Recorded> sent = new ArrayList<>();
    private boolean acceptingFirst;
    private final PartnerQueue queue = new PartnerQueue(sent::add, threads::add, () -> acceptingFirst, SENDERS, HOLDS);

    private static Recorded inHand() {
        return new Recorded(null, SmsStatus.QUEUED, null);
    }

    private static Recorded nobodys() {
        return new Recorded(null, SmsStatus.QUEUED, Instant.EPOCH);
    }

    private List<CompletionStage<Recorded>> add(int count) {
        List<CompletionStage<Recorded>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(queue.add(nobodys()));
        }
        return answers;
    }

    private static long answered(List<CompletionStage<Recorded>> answers) {
        return answers.stream()
                .filter(answer -> answer.toCompletableFuture().isDone())
                .count();
    }

    private void run() {
        for (Runnable task = threads.poll(); task != null; task = threads.poll()) {
            task.run();
        }
    }

    @Test
    void messages_leave_at_once_so_many_at_a_time() {
        List<CompletionStage<Recorded>> answers = add(10);

        assertThat(threads).hasSize(SENDERS);
        run();
        assertThat(sent).hasSize(10);
        assertThat(answered(answers)).isEqualTo(10);
    }

    @Test
    void a_message_waits_when_enough_are_on_their_way() {
        for (int i = 0; i < SENDERS; i++) {
            assertThat(queue.makesWait()).isFalse();
            queue.add(inHand());
        }

        assertThat(queue.makesWait()).isTrue();
        add(1);
        assertThat(threads).hasSize(SENDERS);
        run();
        assertThat(sent).hasSize(SENDERS + 1);
        assertThat(queue.makesWait()).isFalse();
    }

    @Test
    void a_message_waits_behind_others_and_while_accepting_has_precedence() {
        acceptingFirst = true;
        queue.look();
        assertThat(queue.makesWait()).isTrue();

        add(1);
        acceptingFirst = false;
        queue.look();
        assertThat(queue.makesWait()).isTrue();
        run();
        assertThat(queue.makesWait()).isFalse();
    }

    @Test
    void what_is_in_hand_leaves_whoever_has_come_meanwhile() {
        acceptingFirst = true;
        queue.look();
        add(1);
        queue.close();

        queue.add(inHand());
        run();
        assertThat(sent).containsExactly(inHand());
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void while_accepting_has_precedence_one_leaves_for_every_few_that_come_and_many_together() {
        acceptingFirst = true;
        queue.look();

        add(PartnerQueue.ONE_OF * PartnerQueue.TOGETHER - 1);
        run();
        assertThat(sent).isEmpty();
        assertThat(answered(add(HOLDS / 2 + 1))).isEqualTo(HOLDS / 2 + 1);
        run();
        assertThat(sent).hasSize(2 * PartnerQueue.TOGETHER);

        acceptingFirst = false;
        queue.look();
        run();
        assertThat(sent).hasSize(HOLDS);
    }

    @Test
    void partners_that_are_held_back_do_not_wait_for_precedence_to_end() {
        acceptingFirst = true;
        queue.look();
        List<CompletionStage<Recorded>> answers = add(HOLDS);
        run();
        answers.addAll(add(2 * PartnerQueue.TOGETHER + 3));
        assertThat(answered(answers)).isEqualTo(HOLDS + 2 * PartnerQueue.TOGETHER);

        queue.look();
        run();

        assertThat(answered(answers)).isEqualTo(answers.size());
        assertThat(sent).hasSize(2 * PartnerQueue.TOGETHER + 3);
    }

    @Test
    void of_a_full_queue_a_message_is_answered_as_another_leaves() {
        acceptingFirst = true;
        queue.look();

        List<CompletionStage<Recorded>> answers = add(HOLDS + 1);
        assertThat(answered(answers)).isEqualTo(HOLDS);
        run();
        assertThat(answered(answers)).isEqualTo(HOLDS + 1);
    }

    @Test
    void a_message_for_later_is_answered_and_stays_where_it_is() {
        CompletionStage<Recorded> answer = queue.add(new Recorded(null, SmsStatus.SCHEDULED, Instant.EPOCH));

        assertThat(answered(List.of(answer))).isEqualTo(1);
        assertThat(threads).isEmpty();
    }

    @Test
    void nothing_that_waits_leaves_when_it_is_closed() {
        acceptingFirst = true;
        queue.look();
        List<CompletionStage<Recorded>> answers = add(HOLDS + 2);

        queue.close();
        run();
        assertThat(sent).isEmpty();
        assertThat(queue.size()).isEqualTo(HOLDS + 2);
        assertThat(queue.makesWait()).isTrue();
        assertThat(answered(answers)).isEqualTo(HOLDS + 2);
    }
}
