package com.dartwing.tel.hub.voice.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.tel.carrier.CallAction;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.voice.TellCalls;
import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.hub.voice.script.RunScripts.Turn;
import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.script.Script;
import com.dartwing.tel.voice.script.VerbScript;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class RunScriptsTest {

    private static final String CALL = "CALL-2026-000001";
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Script TWO = new VerbScript(
            java.util.List.of(
                    VerbScript.verb("speak", Map.of("text", "One")), VerbScript.verb("speak", Map.of("text", "Two"))),
            false);

    private final Tables tables = new Tables("scripts");
    private final CallScripts scripts = new CallScripts(tables.jdbc);
    private final PrepareTurn prepare = mock(PrepareTurn.class);
    private final TellCalls tell = mock(TellCalls.class);
    private final Recordings recordings = mock(Recordings.class);
    private Instant now = NOON;

    @BeforeEach
    void callIsUp() {
        tables.jdbc.update(
                "INSERT INTO tel_call (name, direction, status, from_number, to_number, initiated_at, modified_at,"
                        + " answered_at, timeout_seconds, max_duration_seconds, carrier, carrier_call_id, purpose)"
                        + " VALUES (?, 'Inbound', 'In Progress', '+14155550001', '+14155550002', ?, ?, ?, 60, 60,"
                        + " 'acme', 'c-1', 'transactional')",
                CALL,
                Sql.utc(NOON),
                Sql.utc(NOON),
                Sql.utc(NOON));
        when(prepare.order(any())).thenAnswer(asked -> {
            Turn turn = asked.getArgument(0);
            return new PrepareTurn.Order(
                    new CallAction("c-1", null, CALL + "-s" + turn.number(), null, turn.verb()), null);
        });
        doAnswer(asked -> asked.getArgument(2, BooleanSupplier.class).getAsBoolean())
                .when(tell)
                .tell(any(), any(), any());
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private RunScripts node() {
        return new RunScripts(
                tables.jdbc,
                scripts,
                prepare,
                tell,
                recordings,
                new TransactionTemplate(tables.transactions),
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                });
    }

    /** What a node asks the carrier for, or null. */
    private CallAction claim(RunScripts node) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        node.claim(exchange, CALL);
        return exchange.getProperty("turn") == null
                ? null
                : exchange.getMessage().getBody(CallAction.class);
    }

    private static String text(CallAction action) {
        return ((CallVerb.Speak) action.verb()).text();
    }

    @Test
    void a_node_that_dies_over_a_verb_is_followed_by_another_that_asks_by_the_same_id() {
        scripts.begin(CALL, TWO, now);
        CallAction first = claim(node());

        CallAction tooEarly = claim(node());
        now = now.plus(Duration.ofSeconds(20));
        CallAction second = claim(node());

        assertThat(tooEarly).isNull();
        assertThat(second).isEqualTo(first);
        assertThat(text(second)).isEqualTo("One");
    }

    @Test
    void the_next_verb_begins_when_the_carrier_tells_that_the_last_is_done_also_when_it_tells_too_early() {
        scripts.begin(CALL, TWO, now);
        claim(node());

        scripts.done(CALL, Awaited.PLAYED, null, now);
        assertThat(claim(node())).isNull();
        // Told before the answer to the command.
        scripts.done(CALL, Awaited.SPOKEN, null, now);
        scripts.taken(CALL, 1, CallScripts.State.WAITING, now.plusSeconds(600), now);

        assertThat(text(claim(node()))).isEqualTo("Two");
    }

    @Test
    void what_was_under_way_is_over_when_something_else_took_its_place_but_a_call_that_rings_is_not_answered_by_it() {
        scripts.begin(CALL, TWO, now);
        claim(node());

        scripts.done(CALL, Awaited.OVER, null, now);
        assertThat(text(claim(node()))).isEqualTo("Two");
        tables.jdbc.update("UPDATE tel_call_script SET waits_for = 'ANSWERED'");
        scripts.done(CALL, Awaited.OVER, null, now);

        assertThat(claim(node())).isNull();
    }

    @Test
    void a_carrier_that_never_tells_holds_nobody_for_ever() {
        scripts.begin(CALL, TWO, now);
        claim(node());
        scripts.taken(CALL, 1, CallScripts.State.WAITING, now.plusSeconds(600), now);

        now = now.plusSeconds(601);

        assertThat(node().due()).containsExactly(CALL);
        assertThat(text(claim(node()))).isEqualTo("Two");
    }

    @Test
    void a_carrier_that_never_hears_is_told_of_and_what_is_left_is_what_follows_a_refusal() {
        RunScripts node = node();
        scripts.begin(CALL, TWO, now);
        for (int asked = 0; asked < 3; asked++) {
            assertThat(claim(node)).isNotNull();
            now = now.plusSeconds(16);
        }

        assertThat(claim(node)).isNull();
        verify(tell).tell(eq(CALL), any(), any());
        assertThat(scripts.lock(CALL).orElseThrow().script()).isEqualTo(TWO.afterFailure());
        assertThat(scripts.lock(CALL).orElseThrow().dueAt()).isNull();
    }

    @Test
    void a_recording_that_the_carrier_refuses_keeps_no_other_one_out() {
        RunScripts node = node();
        scripts.begin(CALL, TWO, now);
        doReturn(new PrepareTurn.Order(null, "REC-2026-000001")).when(prepare).order(any());
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        node.claim(exchange, CALL);

        node.failed(
                exchange.getProperty("turn", Turn.class),
                exchange.getProperty("recording", String.class),
                new CarrierException.Rejected("acme", "422", "No", "TEL-002"));

        verify(recordings).refused("REC-2026-000001");
    }

    @Test
    void an_answer_to_an_earlier_event_comes_too_late() {
        assertThat(scripts.replace(CALL, 3, TWO, now)).isTrue();

        assertThat(scripts.replace(CALL, 2, VerbScript.hangUp(), now)).isFalse();
        assertThat(scripts.replace(CALL, 3, VerbScript.hangUp(), now)).isFalse();

        assertThat(text(claim(node()))).isEqualTo("One");
    }

    @Test
    void nothing_is_left_of_a_call_that_is_over() {
        scripts.begin(CALL, TWO, now);
        tables.jdbc.update("UPDATE tel_call SET status = 'Completed'");

        assertThat(claim(node())).isNull();
        assertThat(tables.jdbc.queryForObject("SELECT COUNT(*) FROM tel_call_script", Integer.class))
                .isZero();
    }
}
