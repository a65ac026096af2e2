package com.dartwing.tel.hub.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.carrier.VoiceSpec;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.carrier.AttemptRows;
import com.dartwing.tel.hub.carrier.RateTable;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.voice.script.CallScripts;
import com.dartwing.tel.routing.Rate;
import com.dartwing.tel.routing.Rates;
import com.dartwing.tel.voice.CallEnd;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallReport.Answered;
import com.dartwing.tel.voice.CallReport.Ended;
import com.dartwing.tel.voice.CallReport.What;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class ChangeCallsTest {

    private static final String CALL = "CALL-2026-000001";
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final Tables tables = new Tables("change-calls");
    private final Carriers carriers = mock(Carriers.class);
    private final RateTable rates = mock(RateTable.class);
    private final ChangeCalls changes = new ChangeCalls(
            new CallRows(tables.jdbc, mock(Node.class)),
            new CallDues(tables.jdbc),
            mock(AttemptRows.class),
            mock(CallScripts.class),
            mock(Outbox.class),
            mock(CallbackTargets.class),
            carriers,
            rates,
            mock(KeySpend.class),
            mock(VoiceMeters.class),
            tables.jdbc,
            Clock.fixed(NOON, ZoneOffset.UTC),
            new TransactionTemplate(tables.transactions));

    @BeforeEach
    void aCarrierWithARate() {
        Carrier acme = mock(Carrier.class);
        when(acme.voice()).thenReturn(new VoiceSpec(60, Map.of(), null, null));
        when(carriers.find("acme")).thenReturn(Optional.of(acme));
        Rates.Builder known = new Rates.Builder();
        known.add(new Rate("acme", "voice", "1415", new BigDecimal("0.007"), "USD", Instant.EPOCH));
        known.add(new Rate("acme", "voice", "9", new BigDecimal("9"), "USD", Instant.EPOCH));
        when(rates.rates()).thenReturn(known.build());
    }

    @AfterEach
    void close() {
        changes.close();
        tables.close();
    }

    /** A call whose dialling node was killed before it had its carrier's answer. */
    private void dialled(String to) {
        tables.jdbc.update(
                "INSERT INTO tel_call (name, direction, status, from_number, to_number, initiated_at, modified_at,"
                        + " timeout_seconds, max_duration_seconds, purpose)"
                        + " VALUES (?, 'Outbound', 'Initiating', '+14155550001', ?, ?, ?, 60, 3600, 'transactional')",
                CALL,
                to,
                Sql.utc(NOON),
                Sql.utc(NOON));
    }

    private void reported(Instant at, What what) {
        changes.change(new CallChange.Reported(CALL, new CallReport("acme", "c-1", CALL + "-0.1", at, what)));
    }

    private BigDecimal cost() {
        return tables.jdbc.queryForObject("SELECT cost_amount FROM tel_call", BigDecimal.class);
    }

    @Test
    void a_call_that_its_carriers_reports_alone_tell_of_costs_what_the_carrier_charges() {
        dialled("+14155550002");

        reported(NOON, new Answered());
        reported(NOON.plusSeconds(61), new Ended(CallEnd.NORMAL, "bye", null));

        assertThat(cost()).isEqualByComparingTo("0.014");
    }

    @Test
    void a_call_for_help_costs_nothing() {
        dialled("911");

        reported(NOON, new Answered());
        reported(NOON.plusSeconds(61), new Ended(CallEnd.NORMAL, "bye", null));

        assertThat(cost()).isNull();
    }
}
