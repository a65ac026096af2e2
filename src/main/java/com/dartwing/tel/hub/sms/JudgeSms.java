package com.dartwing.tel.hub.sms;

import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.OutboundSms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Judges many messages of no caller who waits. The rules ask the database, which answers those that ask together in one
 * query: so several ask at a time.
 */
@Component
public class JudgeSms {

    private static final int ASKING_AT_ONCE = 32;

    private final Comply comply;
    private final RecordIds ids;
    private final ExecutorService pool;

    public JudgeSms(Comply comply, RecordIds ids, @Qualifier("batchPool") ExecutorService pool) {
        this.comply = comply;
        this.ids = ids;
        this.pool = pool;
    }

    /** The messages in order, each with its id and its verdict. */
    public List<JudgedSms> all(List<OutboundSms> messages) {
        int slice = (messages.size() + ASKING_AT_ONCE - 1) / ASKING_AT_ONCE;
        List<CompletableFuture<List<JudgedSms>>> slices = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += slice) {
            List<OutboundSms> some = messages.subList(from, Math.min(messages.size(), from + slice));
            slices.add(CompletableFuture.supplyAsync(
                    () -> some.stream().map(this::judge).toList(), pool));
        }
        return slices.stream()
                .map(CompletableFuture::join)
                .flatMap(List::stream)
                .toList();
    }

    private JudgedSms judge(OutboundSms sms) {
        OutboundSms named = sms.withId(ids.next("SMS"));
        return new JudgedSms(named, null, comply.check(named));
    }
}
