package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.compliance.Judgement;
import com.dartwing.tel.compliance.Judgement.Opinion;
import com.dartwing.tel.compliance.Verdict;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.sms.JudgedSms;
import com.dartwing.tel.hub.sms.RecordSms;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsAlphabet;
import com.dartwing.tel.sms.SmsText;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives up messages whose rest does not come. Their parts were accepted, so each becomes a record of its own that failed
 * with TEL-007, under the id that the parts were answered with: its event, its receipt and its CDR follow as everywhere.
 */
@Component("expireParts")
public class ExpireParts {

    /** A part as it is kept. */
    private record Kept(String sms, int part, byte[] octets, Instant at, PartOrigin origin) {}

    private static final Logger LOG = LoggerFactory.getLogger(ExpireParts.class);
    private static final int AT_ONCE = 200;
    private static final int VALIDITY = 86_400;
    private static final int PRIORITY = 1;

    private final JdbcTemplate jdbc;
    private final RecordSms records;
    private final ApiKeys keys;
    private final PartnerAccounts accounts;
    private final SmppProperties properties;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final PhoneNumbers numbers = new PhoneNumbers();

    ExpireParts(
            JdbcTemplate jdbc,
            RecordSms records,
            ApiKeys keys,
            PartnerAccounts accounts,
            SmppProperties properties,
            Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.records = records;
        this.keys = keys;
        this.accounts = accounts;
        this.properties = properties;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Gives up the messages of which nothing has come for too long. */
    public void expire() {
        Instant before = clock.instant().minus(properties.partsKeptFor());
        jdbc.queryForList(
                        "SELECT message FROM tel_smpp_submit_part GROUP BY message HAVING MAX(created_at) < ? LIMIT "
                                + AT_ONCE,
                        String.class,
                        Sql.utc(before))
                .forEach(message -> transaction.executeWithoutResult(any -> expire(message, before)));
    }

    private void expire(String message, Instant before) {
        List<Kept> parts = jdbc.query(
                "SELECT * FROM tel_smpp_submit_part WHERE message = ? ORDER BY part FOR UPDATE",
                (row, n) -> kept(row),
                message);
        if (parts.isEmpty() || parts.stream().anyMatch(part -> !part.at().isBefore(before))) {
            // Another node was faster, or one more part came.
            return;
        }
        jdbc.update("DELETE FROM tel_smpp_submit_part WHERE message = ?", message);
        Kept first = parts.get(0);
        PartOrigin origin = first.origin();
        // A number that was erased for the sake of a person is none any more.
        boolean told = origin.account() != null && origin.to().startsWith("+") && !isRecorded(first.sms());
        if (told) {
            keys.byName(origin.apiKey()).ifPresent(key -> {
                OutboundSms.Owner owner =
                        new OutboundSms.Owner(key.name(), key.organization(), key.module(), key.costCenter());
                records.recordAll(List.of(failed(sms(parts, owner))));
                LOG.info("{} failed: the rest of its parts did not come", first.sms());
            });
        }
    }

    /** It is when the process stopped between recording a message and forgetting its parts. */
    private boolean isRecorded(String sms) {
        return !jdbc.queryForList("SELECT name FROM tel_sms_message WHERE name = ?", String.class, sms)
                .isEmpty();
    }

    private static JudgedSms failed(OutboundSms sms) {
        TelException why = new TelException.OperationTimeout("the rest of its parts did not come");
        return new JudgedSms(new Judgement(sms, List.of(new Opinion("parts", new Verdict.Block(why)))), null);
    }

    private OutboundSms sms(List<Kept> parts, OutboundSms.Owner owner) {
        Kept first = parts.get(0);
        PartOrigin origin = first.origin();
        Instant at = parts.stream().map(Kept::at).min(Instant::compareTo).orElseThrow();
        return SmppSubmit.aimed(
                new OutboundSms(
                        first.sms(),
                        owner,
                        new OutboundSms.Parties(
                                origin.from(),
                                false,
                                origin.senderId(),
                                origin.to(),
                                numbers.parse(origin.to(), null, "to").country()),
                        SmsText.of(text(parts)),
                        null,
                        new OutboundSms.Policy(
                                Purpose.TRANSACTIONAL,
                                null,
                                null,
                                OnUnknown.FAILOVER,
                                PRIORITY,
                                null,
                                at.plusSeconds(VALIDITY),
                                false),
                        new OutboundSms.Details(null, null, null, null, null, null),
                        at,
                        0,
                        0),
                null,
                null,
                origin.account(),
                PartOrigin.wanted(parts.stream().map(part -> part.origin().registeredDelivery())));
    }

    /** The text as far as it goes without a gap; empty when its beginning is missing. */
    private String text(List<Kept> parts) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int next = 1;
        for (Kept part : parts) {
            if (part.part() == next) {
                octets.writeBytes(part.octets());
                next++;
            }
        }
        PartOrigin origin = parts.get(0).origin();
        SmsAlphabet usual =
                accounts.find(origin.account()).map(PartnerAccount::alphabet).orElse(SmsAlphabet.GSM);
        return SmsAlphabet.of(origin.dataCoding(), usual).orElse(usual).decode(octets.toByteArray());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("sms"),
                row.getInt("part"),
                HexFormat.of().parseHex(row.getString("content")),
                Sql.instant(row, "created_at"),
                new PartOrigin(
                        row.getString("account"),
                        row.getString("api_key"),
                        row.getString("from_number"),
                        row.getString("sender_id"),
                        row.getString("to_number"),
                        row.getInt("data_coding"),
                        row.getInt("registered_delivery")));
    }
}
