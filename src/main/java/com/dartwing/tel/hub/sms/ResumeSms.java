package com.dartwing.tel.hub.sms;

import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.compliance.Judgement;
import com.dartwing.tel.compliance.Verdict;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes up messages that waited. Each is judged again: a STOP since then counts. */
@Component("resumeSms")
public class ResumeSms {

    /** What is to become of a message that waited. */
    sealed interface Fate {

        record Goes(OutboundSms sms) implements Fate {}

        /** @param why what stopped it; null when its time is over */
        record Ends(SmsOutcome outcome, Judgement why) implements Fate {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(ResumeSms.class);

    private final Comply comply;
    private final SettleSms settle;
    private final SmsRows rows;
    private final ClaimSms claims;
    private final Clock clock;

    public ResumeSms(Comply comply, SettleSms settle, SmsRows rows, ClaimSms claims, Clock clock) {
        this.comply = comply;
        this.settle = settle;
        this.rows = rows;
        this.claims = claims;
        this.clock = clock;
    }

    /** Finds the claimed messages, and answers those that go on. One query for them, one for their recipients. */
    public List<OutboundSms> reload(@Body List<String> ids) {
        return goOn(fates(ids).values());
    }

    /** What is to become of claimed messages, by their ids: nothing of one that was delivered meanwhile. */
    Map<String, Fate> fates(List<String> ids) {
        Instant now = clock.instant();
        List<OutboundSms> valid = new ArrayList<>();
        Map<String, Fate> fates = new LinkedHashMap<>();
        Set<String> counted = new HashSet<>();
        for (SmsRows.Waiting waiting : rows.waiting(ids)) {
            if (waiting.status() == SmsStatus.DELIVERED) {
                // Its receipt came after all, while it was claimed.
                continue;
            }
            if (!now.isBefore(waiting.sms().policy().validUntil())) {
                fates.put(waiting.sms().id(), new Fate.Ends(expired(waiting), null));
                continue;
            }
            valid.add(waiting.sms());
            if (waiting.status() == SmsStatus.QUEUED) {
                counted.add(waiting.sms().id());
            }
        }
        for (Judgement judged : comply.judge(valid)) {
            String id = judged.message().id();
            Judgement last = counted.contains(id) ? judged : comply.take(judged);
            fates.put(id, last.passes() ? new Fate.Goes(last.message()) : new Fate.Ends(stopped(last), last));
        }
        return fates;
    }

    /** Writes the end of those that end, and answers the others. */
    List<OutboundSms> goOn(Collection<Fate> fates) {
        List<OutboundSms> going = new ArrayList<>();
        List<Judgement> stopped = new ArrayList<>();
        List<SmsOutcome> ended = new ArrayList<>();
        for (Fate fate : fates) {
            if (fate instanceof Fate.Goes goes) {
                going.add(goes.sms());
            } else if (fate instanceof Fate.Ends ends) {
                ended.add(ends.outcome());
                if (ends.why() != null) {
                    stopped.add(ends.why());
                }
            }
        }
        rows.note(stopped);
        settle.settleAll(ended);
        return going;
    }

    private static SmsOutcome expired(SmsRows.Waiting waiting) {
        if (waiting.status() != SmsStatus.HELD) {
            return SmsOutcome.expired(waiting.sms(), null);
        }
        return SmsOutcome.timedOut(
                waiting.sms(),
                waiting.errorCode() == null
                        ? "its validity ended while it was held"
                        : "the carrier's answer was lost, and no receipt came within its validity");
    }

    private static SmsOutcome stopped(Judgement judgement) {
        return judgement.verdict() instanceof Verdict.Hold hold
                ? SmsOutcome.held(judgement.message(), hold.until(), hold.detail())
                : SmsOutcome.blocked(judgement.message(), ((Verdict.Block) judgement.verdict()).refusal());
    }

    /** Gives messages back after a fault of ours: they will be claimed anew. */
    public void giveBack(
            @ExchangeProperty("claimed") List<String> ids,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception fault) {
        LOG.error("{} messages could not be taken up", ids.size(), fault);
        ids.forEach(claims::giveBack);
    }
}
