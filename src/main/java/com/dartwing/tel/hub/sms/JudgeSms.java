package com.dartwing.tel.hub.sms;

import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.compliance.Judgement;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.OutboundSms;
import java.util.List;
import org.springframework.stereotype.Component;

/** Judges many messages of no caller who waits, each by itself; their recipients' word is read when they are recorded. */
@Component
public class JudgeSms {

    private final Comply comply;
    private final RecordIds ids;

    public JudgeSms(Comply comply, RecordIds ids) {
        this.comply = comply;
        this.ids = ids;
    }

    /** The messages in order, each with its id and what the rules say of it so far. */
    public List<JudgedSms> all(List<OutboundSms> messages) {
        return messages.stream().map(this::judge).toList();
    }

    private JudgedSms judge(OutboundSms sms) {
        Judgement judged = comply.take(comply.judge(sms));
        return new JudgedSms(judged.of(sms.withId(ids.next("SMS"))), null);
    }
}
