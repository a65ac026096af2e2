package com.dartwing.tel.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.compliance.Standing;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.numbers.DncTable;
import com.dartwing.tel.sms.Keyword;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is on record about recipients, on the real tables in memory. */
class StandingsTableTest {

    private static final Instant NOW = Instant.parse("2026-03-04T20:00:00Z");

    private final Tables tables = new Tables("standings");
    private final JdbcTemplate jdbc = tables.jdbc;
    private final StandingsTable standings = new StandingsTable(jdbc);
    private final DncTable dnc = new DncTable(jdbc, Clock.systemUTC());

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void each_message_is_answered_for_its_own_recipient_and_organisation() {
        dnc.add("+14155570001", "Acme", "test");
        dnc.add("+14155570002", null, "test");

        List<Standing> found = standings.of(List.of(
                message("+14155570001", "Acme", Purpose.TRANSACTIONAL),
                message("+14155570001", "Other", Purpose.TRANSACTIONAL),
                message("+14155570002", "Other", Purpose.TRANSACTIONAL),
                message("+14155570003", "Acme", Purpose.TRANSACTIONAL),
                message("+14155570003", null, Purpose.TRANSACTIONAL)));

        assertThat(found).extracting(Standing::listedIn).containsExactly("Acme", null, "global", null, null);
    }

    @Test
    void an_entry_that_is_switched_off_lists_nobody() {
        dnc.add("+14155570001", "Acme", "test");
        jdbc.update("UPDATE tel_dnc_entry SET enabled = FALSE");

        assertThat(standings.of(List.of(message("+14155570001", "Acme", Purpose.MARKETING))))
                .containsExactly(Standing.UNKNOWN);
    }

    @Test
    void the_latest_word_counts_for_its_purpose_and_organisation_alone() {
        at(NOW).note(Keyword.STOP, "+14155570001", "Acme", "SMS-1");
        at(NOW.plusSeconds(60)).note(Keyword.START, "+14155570001", "Acme", "SMS-2");
        at(NOW.plusSeconds(30)).note(Keyword.STOP, "+14155570001", "Acme", "SMS-3");
        at(NOW.plusSeconds(90)).note(Keyword.HELP, "+14155570001", "Acme", "SMS-4");

        List<Standing> found = standings.of(List.of(
                message("+14155570001", "Acme", Purpose.MARKETING),
                message("+14155570001", "Acme", Purpose.TRANSACTIONAL),
                message("+14155570001", "Other", Purpose.MARKETING)));

        assertThat(found.get(0).consent().given()).isTrue();
        assertThat(found.get(0).consent().at()).isEqualTo(NOW.plusSeconds(60));
        assertThat(found.subList(1, 3)).containsOnly(Standing.UNKNOWN);
    }

    @Test
    void a_record_of_no_organisation_binds_all() {
        jdbc.update(
                "INSERT INTO tel_consent_record (name, phone_number, purpose, status, at, created_at, modified_at)"
                        + " VALUES ('x', '+14155570001', 'transactional', 'Withdrawn', ?, ?, ?)",
                Sql.utc(NOW),
                Sql.utc(NOW),
                Sql.utc(NOW));

        assertThat(standings
                        .of(List.of(message("+14155570001", "Acme", Purpose.TRANSACTIONAL)))
                        .get(0)
                        .consent()
                        .given())
                .isFalse();
    }

    private ConsentTable at(Instant instant) {
        return new ConsentTable(jdbc, Clock.fixed(instant, ZoneOffset.UTC));
    }

    private static OutboundSms message(String to, String organization, Purpose purpose) {
        return new OutboundSms(
                null,
                new OutboundSms.Owner("KEY-1", organization, "crm", null),
                new OutboundSms.Parties("+14155550100", false, null, to, "US"),
                SmsText.of("Hello"),
                null,
                new OutboundSms.Policy(purpose, null, null, OnUnknown.FAILOVER, 1, null, NOW, false),
                new OutboundSms.Details(null, null, null, null, null, null),
                NOW,
                0,
                0);
    }
}
