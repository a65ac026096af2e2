package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.compliance.Judgement;
import com.dartwing.tel.compliance.Judgement.Opinion;
import com.dartwing.tel.compliance.Verdict;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.parts.Gathered;
import com.dartwing.tel.hub.parts.PartTable;
import com.dartwing.tel.hub.sms.JudgedSms;
import com.dartwing.tel.hub.sms.RecordSms;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsAlphabet;
import com.dartwing.tel.sms.SmsText;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives up messages whose rest does not come. Their parts were accepted, so each becomes a record of its own that failed
 * with TEL-007, under the id that the parts were answered with: its event, its receipt and its CDR follow as everywhere.
 */
@Component("expireParts")
public class ExpireParts {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireParts.class);
    private static final int AT_ONCE = 200;
    private static final int VALIDITY = 86_400;
    private static final int PRIORITY = 1;

    private final MessageParts parts;
    private final RecordSms records;
    private final ApiKeys keys;
    private final PartnerAccounts accounts;
    private final SmppProperties properties;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final PhoneNumbers numbers = new PhoneNumbers();

    ExpireParts(
            MessageParts parts,
            RecordSms records,
            ApiKeys keys,
            PartnerAccounts accounts,
            SmppProperties properties,
            Clock clock,
            TransactionTemplate transaction) {
        this.parts = parts;
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
        parts.silentSince(before, AT_ONCE)
                .forEach(message -> transaction.executeWithoutResult(
                        any -> parts.silent(message, before).ifPresent(this::expire)));
    }

    private void expire(Gathered<PartOrigin> gathered) {
        PartOrigin origin = gathered.origin();
        if (parts.isRecorded(origin.sms())) {
            parts.recorded(gathered.message());
            return;
        }
        parts.forget(gathered.message());
        // A number that was erased for the sake of a person is none any more.
        boolean told = origin.account() != null && origin.to().startsWith("+");
        if (told) {
            keys.byName(origin.apiKey()).ifPresent(key -> {
                OutboundSms.Owner owner =
                        new OutboundSms.Owner(key.name(), key.organization(), key.module(), key.costCenter());
                records.recordAll(List.of(failed(sms(gathered, owner))));
                LOG.info("{} failed: the rest of its parts did not come", origin.sms());
            });
        }
    }

    private static JudgedSms failed(OutboundSms sms) {
        TelException why = new TelException.OperationTimeout("the rest of its parts did not come");
        return new JudgedSms(new Judgement(sms, List.of(new Opinion("parts", new Verdict.Block(why)))), null);
    }

    private OutboundSms sms(Gathered<PartOrigin> gathered, OutboundSms.Owner owner) {
        PartOrigin origin = gathered.origin();
        Instant at = gathered.began();
        return SmppSubmit.aimed(
                new OutboundSms(
                        origin.sms(),
                        owner,
                        new OutboundSms.Parties(
                                origin.from(),
                                false,
                                origin.senderId(),
                                origin.to(),
                                numbers.parse(origin.to(), null, "to").country()),
                        SmsText.of(text(gathered)),
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
                PartOrigin.wanted(
                        gathered.parts().stream().map(part -> part.origin().registeredDelivery())));
    }

    /** The text as far as it goes without a gap; empty when its beginning is missing. */
    private String text(Gathered<PartOrigin> gathered) {
        StringBuilder content = new StringBuilder();
        int next = 1;
        for (PartTable.Kept<PartOrigin> part : gathered.parts()) {
            if (part.number() == next) {
                content.append(part.content());
                next++;
            }
        }
        PartOrigin origin = gathered.origin();
        SmsAlphabet usual =
                accounts.find(origin.account()).map(PartnerAccount::alphabet).orElse(SmsAlphabet.GSM);
        return SmsAlphabet.of(origin.dataCoding(), usual).orElse(usual).decode(MessageParts.octets(content.toString()));
    }
}
