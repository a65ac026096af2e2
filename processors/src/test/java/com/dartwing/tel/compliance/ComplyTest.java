package com.dartwing.tel.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.OutboundSms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplyTest {

    private static final Instant SOON = Instant.parse("2026-03-04T21:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-05T21:00:00Z");

    private final OutboundSms message = Messages.marketing("+14155551234", "US");

    @Test
    void a_message_that_no_rule_objects_to_passes() {
        Judgement judged = comply(rule("a", new Verdict.Pass("fine"))).judge(message);

        assertThat(judged.passes()).isTrue();
        assertThat(judged.opinions()).extracting(Judgement.Opinion::rule).containsExactly("a");
    }

    @Test
    void what_forbids_outweighs_what_holds() {
        Judgement judged = comply(rule("a", new Verdict.Hold(SOON, "later")), rule("b", block("never")))
                .judge(message);

        assertThat(judged.verdict()).isEqualTo(judged.opinions().get(1).verdict());
    }

    @Test
    void the_longest_hold_counts() {
        Judgement judged = comply(
                        rule("a", new Verdict.Hold(SOON, "a")),
                        rule("b", new Verdict.Hold(LATER, "b")),
                        rule("c", new Verdict.Hold(SOON, "c")))
                .judge(message);

        assertThat(judged.verdict()).isEqualTo(new Verdict.Hold(LATER, "b"));
    }

    @Test
    void the_recipients_of_many_messages_are_read_at_once() {
        List<Integer> reads = new ArrayList<>();
        Standings standings = messages -> {
            reads.add(messages.size());
            return messages.stream()
                    .map(asked -> asked.parties().to().endsWith("2") ? new Standing("global", null) : Standing.UNKNOWN)
                    .toList();
        };
        Comply comply =
                new Comply(List.of(), List.of(new DncRule(), new ConsentRule(sms -> false)), standings, List.of());

        List<Judgement> judged = comply.judge(
                List.of(Messages.marketing("+14155550001", "US"), Messages.marketing("+14155550002", "US")));

        assertThat(reads).containsExactly(2);
        assertThat(judged).extracting(Judgement::passes).containsExactly(true, false);
        assertThat(((Verdict.Block) judged.get(1).verdict()).refusal()).isInstanceOf(TelException.DncMatch.class);
    }

    private static Comply comply(ComplianceRule... rules) {
        return new Comply(List.of(rules), List.of(), messages -> List.of(), List.of());
    }

    private static Verdict block(String why) {
        return new Verdict.Block(new TelException.ComplianceBlock(why));
    }

    private static ComplianceRule rule(String name, Verdict verdict) {
        return new ComplianceRule() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Verdict check(OutboundSms message) {
                return verdict;
            }
        };
    }
}
