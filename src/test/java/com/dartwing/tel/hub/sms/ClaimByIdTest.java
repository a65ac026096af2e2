package com.dartwing.tel.hub.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.compliance.DncRule;
import com.dartwing.tel.compliance.Standing;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.hipaa.HealthData;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.transaction.support.TransactionTemplate;

/** A message that waited behind a burst is nobody's until it leaves, and leaves only if it still may. */
class ClaimByIdTest {

    private static final String ID = "SMS-2026-000001";
    private static final String TO = "+14155570001";

    private final Tables tables = new Tables("claim-by-id-" + System.nanoTime());
    private final Clock clock = Clock.systemUTC();
    private final Set<String> stopped = new HashSet<>();
    private final Comply comply = new Comply(
            List.of(),
            List.of(new DncRule()),
            messages -> messages.stream()
                    .map(sms -> stopped.contains(sms.parties().to()) ? new Standing("global", null) : Standing.UNKNOWN)
                    .toList(),
            List.of());
    private final Node node = new Node(tables.jdbc, clock);
    private final SettleSms settle = mock();
    private final ClaimSms claims = mock();
    private final Outcomes outcomes = mock();
    private final SmsRows rows = new SmsRows(tables.jdbc, new HealthData(null));
    private final ClaimById claim = new ClaimById(
            tables.jdbc,
            claims,
            new ResumeSms(comply, settle, rows, claims, clock),
            node,
            outcomes,
            new TransactionTemplate(tables.transactions));
    private final Recorded waits = new Recorded(
            new OutboundSms(ID, null, null, null, null, null, null, Instant.EPOCH, 0, 1),
            SmsStatus.QUEUED,
            clock.instant().plusSeconds(60));

    @BeforeEach
    void record() {
        tables.jdbc.update(
                """
                INSERT INTO tel_sms_message
                  (name, direction, status, from_number, to_number, body, encoding, segments, character_count, created_at,
                   modified_at, next_attempt_at, valid_until, organization, api_key, event_sequence)
                VALUES (?, 'Outbound', 'Queued', '+14155550100', ?, 'Hello', 'GSM-7', 1, 5, CURRENT_TIMESTAMP,
                   CURRENT_TIMESTAMP, DATEADD(MINUTE, 1, LOCALTIMESTAMP), DATEADD(DAY, 2, LOCALTIMESTAMP), 'Acme', 'KEY-1', 1)
                """,
                ID,
                TO);
    }

    @AfterEach
    void close() {
        claim.close();
        tables.close();
    }

    @Test
    void it_leaves_in_this_nodes_hand() {
        assertThat(claim.leaving(waits)).extracting(OutboundSms::id).isEqualTo(ID);

        assertThat(row()).containsEntry("owner", node.name()).containsEntry("next_attempt_at", null);
    }

    @Test
    void what_is_in_hand_already_leaves_without_a_look() {
        Recorded inHand = new Recorded(waits.sms(), SmsStatus.QUEUED, null);

        assertThat(claim.leaving(inHand)).isSameAs(waits.sms());
        assertThat(row()).containsEntry("owner", null);
    }

    @Test
    void it_can_be_canceled_as_long_as_it_waits() {
        new WaitingSms(tables.jdbc, clock).cancel(ID, new WaitingSms.Whose.Of("KEY-1"));

        assertThat(claim.leaving(waits)).isNull();
        assertThat(row()).containsEntry("status", "Canceled").containsEntry("owner", null);
    }

    @Test
    void it_leaves_once() {
        claim.leaving(waits);

        assertThat(claim.claim(ID, null)).isNull();
    }

    @Test
    void a_stop_that_came_meanwhile_counts_and_who_waits_elsewhere_hears_of_it() {
        stopped.add(TO);

        assertThat(claim.claim(ID, "answers")).isNull();

        ArgumentCaptor<List<SmsOutcome>> ended = ArgumentCaptor.captor();
        verify(settle).settleAll(ended.capture());
        assertThat(ended.getValue()).extracting(SmsOutcome::errorCode).containsExactly("TEL-103");
        verify(outcomes).expectElsewhere(ID, "answers");
        verify(outcomes).tell(ended.getValue().get(0));
    }

    @Test
    void it_is_given_back_when_its_end_cannot_be_written() {
        stopped.add(TO);
        doThrow(new TelException.Unavailable("full", Duration.ZERO))
                .when(settle)
                .settleAll(anyList());

        assertThatThrownBy(() -> claim.claim(ID, null)).isInstanceOf(TelException.Unavailable.class);

        verify(claims).giveBackLater(List.of(ID));
        verify(outcomes, never()).expectElsewhere(anyString(), anyString());
    }

    private Map<String, Object> row() {
        return tables.jdbc.queryForMap("SELECT status, owner, next_attempt_at FROM tel_sms_message");
    }
}
