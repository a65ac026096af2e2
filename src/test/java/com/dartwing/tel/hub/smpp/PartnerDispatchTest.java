package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.camel.smpp.Binds;
import com.dartwing.tel.hub.sms.ClaimSms;
import com.dartwing.tel.hub.sms.RecordSms;
import com.dartwing.tel.hub.sms.Recorded;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that waits is nobody's until it leaves, and one that cannot leave is given back: no node keeps what it does not send. */
class PartnerDispatchTest {

    private static final String ID = "SMS-2026-000001";

    private final ProducerTemplate producer = mock();
    private final ExecutorService threads = mock();
    private final ExecutorService answers = mock();
    private final RecordSms records = mock();
    private final ClaimSms claims = mock();
    private final PartnerDispatch dispatch = new PartnerDispatch(
            producer,
            threads,
            records,
            answers,
            new Binds(),
            claims,
            new SmppProperties(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1, 1),
            new SimpleMeterRegistry());
    private final Recorded inHand = new Recorded(
            new OutboundSms(ID, null, null, null, null, null, null, Instant.EPOCH, 0, 1), SmsStatus.QUEUED, null);

    @BeforeEach
    void runAtOnce() {
        for (ExecutorService each : List.of(threads, answers)) {
            doAnswer(call -> {
                        call.<Runnable>getArgument(0).run();
                        return null;
                    })
                    .when(each)
                    .execute(any());
        }
        when(records.recordLater(any(), anyBoolean())).thenReturn(CompletableFuture.completedFuture(inHand));
    }

    @Test
    void a_message_that_leaves_at_once_is_recorded_in_hand() {
        dispatch.record(null);

        verify(records).recordLater(any(), eq(false));
        verify(producer).send(anyString(), any(Processor.class));
    }

    @Test
    void a_message_that_does_not_leave_any_more_is_recorded_as_nobodys() {
        when(records.recordLater(any(), eq(true)))
                .thenReturn(
                        CompletableFuture.completedFuture(new Recorded(inHand.sms(), SmsStatus.QUEUED, Instant.EPOCH)));
        dispatch.stop();

        assertThat(dispatch.record(null)).isCompleted();

        verify(producer, never()).send(anyString(), any(Processor.class));
    }

    @Test
    void what_cannot_be_sent_on_its_way_is_given_back() {
        when(producer.send(anyString(), any(Processor.class))).thenThrow(new IllegalStateException("stopped"));

        dispatch.record(null);

        verify(claims).giveBackLater(List.of(ID));
    }

    @Test
    void its_partner_is_answered_although_no_thread_takes_it() {
        doThrow(new RejectedExecutionException("stopped")).when(threads).execute(any());

        assertThat(dispatch.record(null)).isCompletedWithValue(inHand);

        verify(claims).giveBackLater(List.of(ID));
    }
}
