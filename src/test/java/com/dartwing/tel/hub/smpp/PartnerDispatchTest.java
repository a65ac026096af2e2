package com.dartwing.tel.hub.smpp;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.camel.smpp.Binds;
import com.dartwing.tel.hub.sms.ClaimSms;
import com.dartwing.tel.hub.sms.Recorded;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that is recorded and does not leave is nobody's again: no node keeps what it does not send. */
class PartnerDispatchTest {

    private static final String ID = "SMS-2026-000001";

    private final ProducerTemplate producer = mock();
    private final ExecutorService threads = mock();
    private final ClaimSms claims = mock();
    private final PartnerDispatch dispatch = new PartnerDispatch(
            producer,
            threads,
            new Binds(),
            claims,
            new SmppProperties(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1, 1),
            new SimpleMeterRegistry());
    private final Recorded recorded = new Recorded(
            new OutboundSms(ID, null, null, null, null, null, null, Instant.EPOCH, 0, 1), SmsStatus.QUEUED, null);

    @BeforeEach
    void runAtOnce() {
        doAnswer(call -> {
                    call.<Runnable>getArgument(0).run();
                    return null;
                })
                .when(threads)
                .execute(any());
    }

    @Test
    void what_has_not_left_when_the_process_ends_is_given_back() {
        dispatch.stop();
        dispatch.add(recorded);

        dispatch.giveBack();

        verify(producer, never()).send(anyString(), any(Processor.class));
        verify(claims).letGo(List.of(ID));
    }

    @Test
    void what_cannot_be_sent_on_its_way_is_given_back_later() {
        when(producer.send(anyString(), any(Processor.class))).thenThrow(new IllegalStateException("stopped"));

        dispatch.add(recorded);

        verify(claims).giveBackLater(List.of(ID));
    }
}
