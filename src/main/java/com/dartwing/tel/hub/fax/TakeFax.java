package com.dartwing.tel.hub.fax;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.compliance.HipaaRule;
import com.dartwing.tel.fax.InboundFax;
import com.dartwing.tel.hub.webhook.WebhookGate;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.series.RecordIds;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a fax that a carrier brings: once, however often it tells of it. Its owner hears of it when its document is here. An
 * organisation with a business associate agreement in force gets its faxes in HIPAA mode, for nobody can know what is in them.
 */
@Component("takeFax")
public class TakeFax {

    private static final Logger LOG = LoggerFactory.getLogger(TakeFax.class);

    private final InboundFaxRows rows;
    private final Dids dids;
    private final Carriers carriers;
    private final HipaaRule hipaa;
    private final RecordIds ids;
    private final WebhookGate gate;
    private final Clock clock;
    private final TransactionTemplate transaction;

    TakeFax(
            InboundFaxRows rows,
            Dids dids,
            Carriers carriers,
            HipaaRule hipaa,
            RecordIds ids,
            WebhookGate gate,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.dids = dids;
        this.carriers = carriers;
        this.hipaa = hipaa;
        this.ids = ids;
        this.gate = gate;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Returns when it is on record, or refused. The carrier is told that all is well either way: it can do nothing about it. */
    public void take(@Body InboundFax fax) {
        Optional<Did> did = dids.find(fax.to()).filter(one -> one.canSend("fax"));
        if (did.isEmpty()) {
            // Not even this number is told: a log is no place for numbers.
            LOG.warn("{} brought a fax for a number that takes none", fax.carrier());
            gate.count(fax.carrier(), "unknown_fax_number");
            return;
        }
        if (rows.isKnown(fax)) {
            return;
        }
        try {
            transaction.executeWithoutResult(status ->
                    rows.insert(ids.next("FAX"), fax, did.get(), isHealth(did.get()), keptFor(fax), clock.instant()));
        } catch (DuplicateKeyException e) {
            LOG.debug("{} is told twice at a time", fax, e);
        }
    }

    private boolean isHealth(Did did) {
        return did.organization() != null && hipaa.refusal(did.organization()).isEmpty();
    }

    private Duration keptFor(InboundFax fax) {
        return Duration.ofSeconds(
                carriers.find(fax.carrier()).orElseThrow().fax().documentSeconds());
    }
}
