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
import java.util.HashSet;
import java.util.List;
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
        Instant now = clock.instant();
        List<OutboundSms> valid = new ArrayList<>();
        List<SmsOutcome> ended = new ArrayList<>();
        Set<String> counted = new HashSet<>();
        for (SmsRows.Waiting waiting : rows.waiting(ids)) {
            if (waiting.status() == SmsStatus.DELIVERED) {
                // Its receipt came after all, while it was claimed.
                continue;
            }
            if (!now.isBefore(waiting.sms().policy().validUntil())) {
                ended.add(expired(waiting));
                continue;
            }
            valid.add(waiting.sms());
            if (waiting.status() == SmsStatus.QUEUED) {
                counted.add(waiting.sms().id());
            }
        }
        List<OutboundSms> going = new ArrayList<>();
        List<Judgement> stopped = new ArrayList<>();
        for (Judgement judged : comply.judge(valid)) {
            Judgement last = counted.contains(judged.message().id()) ? judged : comply.take(judged);
            if (last.passes()) {
                going.add(last.message());
            } else {
                stopped.add(last);
                ended.add(stopped(last));
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
