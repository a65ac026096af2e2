package com.dartwing.tel.hub.voice.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.carrier.ConferenceAction;
import com.dartwing.tel.carrier.ConferenceSpec;
import com.dartwing.tel.carrier.VoiceSpec;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.TestKeys;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.carrier.AttemptRows;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.voice.CallView;
import com.dartwing.tel.hub.voice.conference.RunConferences.Turn;
import com.dartwing.tel.hub.voice.conference.RunConferences.What;
import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.hub.webhook.WebhookGate;
import com.dartwing.tel.voice.conference.Conference;
import com.dartwing.tel.voice.conference.ConferenceReport;
import com.dartwing.tel.voice.conference.ConferenceRequest;
import com.dartwing.tel.voice.conference.ConferenceStatus;
import com.dartwing.tel.voice.conference.Participant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class RunConferencesTest {

    private static final String ID = "CONF-2026-000001";
    private static final String HOST = "CALL-2026-000001";
    private static final String GUEST = "CALL-2026-000002";
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final ApiKey CALLER = TestKeys.allowing("voice.conference");

    private final Tables tables = new Tables("conferences");
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ConferenceRows rows = new ConferenceRows(tables.jdbc);
    private final ConferenceDues dues = new ConferenceDues(tables.jdbc);
    private final TransactionTemplate transaction = new TransactionTemplate(tables.transactions);
    private final Recordings recordings = mock(Recordings.class);
    private final Carriers carriers = mock(Carriers.class);
    private Instant now = NOON;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private final ChangeConferences changes =
            new ChangeConferences(rows, mock(Outbox.class), mock(CallbackTargets.class), transaction, clock);
    private final RunConferences run = new RunConferences(
            rows,
            dues,
            changes,
            new CallView(tables.jdbc, List::of, new AttemptRows(tables.jdbc, List::of)),
            recordings,
            carriers,
            transaction,
            clock);
    private final ReceiveConferences receive = new ReceiveConferences(rows, changes, mock(WebhookGate.class));
    private final WatchConferences watch = new WatchConferences(dues, changes, clock);

    @BeforeEach
    void callsAreUp() {
        for (String call : List.of(HOST, GUEST)) {
            tables.jdbc.update(
                    "INSERT INTO tel_call (name, direction, status, from_number, to_number, initiated_at, modified_at,"
                            + " answered_at, timeout_seconds, max_duration_seconds, carrier, carrier_call_id, purpose, api_key)"
                            + " VALUES (?, 'Inbound', 'In Progress', '+14155550001', '+14155550002', ?, ?, ?, 60, 60,"
                            + " 'acme', ?, 'transactional', ?)",
                    call,
                    Sql.utc(NOON),
                    Sql.utc(NOON),
                    Sql.utc(NOON),
                    "c-" + call,
                    CALLER.name());
        }
    }

    @AfterEach
    void close() {
        tables.close();
        camel.stop();
    }

    private void record(String recording) {
        rows.insert(
                ID,
                CALLER,
                new ConferenceRequest("Daily", List.of(HOST, GUEST), recording != null, null, null, null),
                "acme",
                recording,
                NOON,
                NOON.plus(ChangeConferences.HEADWAY));
    }

    private Exchange claim(boolean own) {
        Exchange exchange = new DefaultExchange(camel);
        run.claim(exchange, ID, own);
        return exchange;
    }

    private static Turn turn(Exchange exchange) {
        return exchange.getProperty("conferenceTurn", Turn.class);
    }

    private Conference conference() {
        return rows.find(ID).orElseThrow().conference();
    }

    private Participant guest() {
        return conference().participant(GUEST).orElseThrow();
    }

    private void begin() {
        run.taken(turn(claim(true)), new CarrierResult("carriers-1", "{}"));
    }

    @Test
    void it_is_begun_by_the_first_call_recorded_and_joined_by_the_next() {
        record("REC-2026-000001");
        Exchange first = claim(true);
        run.taken(turn(first), new CarrierResult("carriers-1", "{}"));
        Exchange second = claim(true);
        run.taken(turn(second), new CarrierResult("ok", "{}"));
        Exchange third = claim(true);
        run.taken(turn(third), new CarrierResult("ok", "{}"));

        assertThat(List.of(turn(first).what(), turn(second).what(), turn(third).what()))
                .containsExactly(What.BEGIN, What.RECORD, What.JOIN);
        assertThat(first.getMessage().getBody(ConferenceAction.class).carrierCallId())
                .isEqualTo("c-" + HOST);
        ConferenceAction join = third.getMessage().getBody(ConferenceAction.class);
        assertThat(join.carrierConferenceId()).isEqualTo("carriers-1");
        assertThat(join.carrierCallId()).isEqualTo("c-" + GUEST);
        assertThat(turn(claim(true))).isNull();
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void a_carrier_that_names_it_later_is_asked_to_record_it_then() {
        record("REC-2026-000001");
        run.taken(turn(claim(true)), new CarrierResult(null, ""));
        Exchange join = claim(true);
        run.taken(turn(join), new CarrierResult(null, ""));
        now = NOON.plusSeconds(30);

        assertThat(join.getMessage().getBody(ConferenceAction.class).carrierConferenceId())
                .isNull();
        assertThat(turn(join).what()).isEqualTo(What.JOIN);
        assertThat(watch.look()).isEmpty();
        String told = receive.receive(
                new ConferenceReport("acme", "carriers-1", ID, null, null, NOON, ConferenceReport.What.BEGUN, null));
        assertThat(told).isEqualTo(ID);
        assertThat(turn(claim(false)).what()).isEqualTo(What.RECORD);
        assertThat(rows.named("acme", "carriers-1")).contains(ID);
    }

    @Test
    void a_node_that_dies_is_followed_by_another_that_asks_by_the_same_id() {
        record(null);
        begin();
        ConferenceAction dying = claim(true).getMessage().getBody(ConferenceAction.class);

        assertThat(turn(claim(false))).as("while it may still be at it").isNull();
        now = NOON.plusSeconds(16);
        assertThat(watch.look()).containsExactly(ID);
        ConferenceAction next = claim(false).getMessage().getBody(ConferenceAction.class);

        assertThat(next).isEqualTo(dying);
    }

    @Test
    void whom_the_carrier_never_hears_of_is_refused_in_the_end() {
        record(null);
        begin();
        for (int i = 0; i < 3; i++) {
            run.failed(turn(claim(true)), new CarrierException.Unavailable("acme", "503", "busy"));
            now = now.plusSeconds(16);
        }

        assertThat(turn(claim(false))).isNull();
        assertThat(guest().state()).isEqualTo(Participant.State.REFUSED);
        assertThat(guest().errorCode()).isEqualTo("TEL-006");
    }

    @Test
    void a_beginning_whose_answer_was_lost_is_not_asked_for_again_and_given_up_in_the_end() {
        record("REC-2026-000001");
        run.failed(turn(claim(true)), new CarrierException.Unknown("acme", "answer_lost", "timeout"));
        now = NOON.plusSeconds(60);

        assertThat(turn(claim(true))).isNull();
        assertThat(conference().status()).isEqualTo(ConferenceStatus.STARTING);
        now = NOON.plus(Duration.ofMinutes(2)).plusSeconds(1);
        assertThat(watch.look()).containsExactly(ID);
        assertThat(turn(claim(false))).isNull();
        assertThat(conference().status()).isEqualTo(ConferenceStatus.FAILED);
        verify(recordings).refused("REC-2026-000001");
    }

    @Test
    void who_hangs_up_has_left_and_one_that_all_have_left_is_over() {
        record(null);
        begin();
        run.taken(turn(claim(true)), new CarrierResult("ok", "{}"));
        changes.change(ID, one -> one.change(HOST, host -> host.joined(NOON)));
        tables.jdbc.update("UPDATE tel_call SET ended_at = ?", Sql.utc(NOON.plusSeconds(20)));

        watch.look();
        assertThat(conference().isEmpty()).isTrue();
        assertThat(conference().status()).isEqualTo(ConferenceStatus.IN_PROGRESS);
        now = NOON.plusSeconds(30);
        watch.look();

        assertThat(conference().status()).isEqualTo(ConferenceStatus.ENDED);
        assertThat(conference().endReason()).isEqualTo("carrier_silent");
        assertThat(conference().durationSeconds()).isEqualTo(20);
    }

    private void ofACarrierThatTellsNothing() {
        Carrier silent = mock(Carrier.class);
        when(silent.voice()).thenReturn(new VoiceSpec(null, null, null, new ConferenceSpec(null, false, null)));
        when(carriers.find("acme")).thenReturn(Optional.of(silent));
    }

    @Test
    void what_a_carrier_took_that_tells_nothing_of_it_is_done() {
        ofACarrierThatTellsNothing();
        record(null);
        run.taken(turn(claim(true)), new CarrierResult("updated", "{}"));
        run.taken(turn(claim(true)), new CarrierResult(null, ""));

        assertThat(conference().participants())
                .extracting(Participant::state)
                .containsExactly(Participant.State.JOINED, Participant.State.JOINED);
        assertThat(rows.named("acme", ID)).contains(ID);
        for (String gone : List.of(HOST, GUEST)) {
            assertThat(conference().status()).isEqualTo(ConferenceStatus.IN_PROGRESS);
            receive.receive(new ConferenceReport(
                    "acme", null, null, "c-" + gone, null, NOON.plusSeconds(5), ConferenceReport.What.LEFT, null));
        }
        assertThat(conference().status()).isEqualTo(ConferenceStatus.ENDED);
        assertThat(conference().endReason()).isEqualTo("all_left");
    }

    @Test
    void a_call_that_did_something_else_before_it_came_in_is_in() {
        ofACarrierThatTellsNothing();
        record(null);
        ConferenceReport stale =
                new ConferenceReport("acme", null, null, "c-" + HOST, null, NOON, ConferenceReport.What.LEFT, null);
        Turn beginning = turn(claim(true));

        receive.receive(stale);
        run.taken(beginning, new CarrierResult("updated", "{}"));
        receive.receive(stale);

        assertThat(conference().participant(HOST).orElseThrow().state()).isEqualTo(Participant.State.JOINED);
    }

    @Test
    void a_beginning_of_which_nothing_will_be_told_is_asked_for_again() {
        ofACarrierThatTellsNothing();
        record(null);
        for (int i = 0; i < 3; i++) {
            Exchange beginning = claim(i == 0);
            assertThat(turn(beginning).what()).isEqualTo(What.BEGIN);
            run.failed(turn(beginning), new CarrierException.Unknown("acme", "answer_lost", "timeout"));
            assertThat(turn(claim(true))).as("while it may still come").isNull();
            now = now.plusSeconds(16);
        }

        assertThat(turn(claim(false))).isNull();
        assertThat(conference().status()).isEqualTo(ConferenceStatus.FAILED);
    }
}
