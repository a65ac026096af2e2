package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Binds;
import com.dartwing.tel.hub.sms.ClaimSms;
import com.dartwing.tel.hub.sms.JudgedSms;
import com.dartwing.tel.hub.sms.RecordSms;
import com.dartwing.tel.hub.sms.Recorded;
import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Records partners' messages and sends them on their way: at once, or behind a burst. What waits is nobody's in the table:
 * it can be canceled there, a STOP counts, and when the process ends, however it does, it goes from another one, or after
 * the restart.
 */
@Component("partnerDispatch")
public class PartnerDispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerDispatch.class);

    /** Accepting has precedence when the processors have little left and so many requests wait for their answers. */
    private static final int PRESSING = 32;

    private static final double BUSY = 0.7;

    /** Before Camel stops, which would wait for all that is here. */
    private static final int PHASE = Integer.MAX_VALUE - 1;

    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ProducerTemplate producer;
    private final RecordSms records;
    private final ExecutorService answers;
    private final Binds binds;
    private final ClaimSms claims;
    private final PartnerQueue queue;
    private volatile boolean running;

    PartnerDispatch(
            @Lazy ProducerTemplate producer,
            @Qualifier("dispatchPool") ExecutorService dispatchPool,
            RecordSms records,
            @Qualifier("smppAnswers") ExecutorService answers,
            Binds binds,
            ClaimSms claims,
            SmppProperties properties,
            MeterRegistry registry) {
        this.producer = producer;
        this.records = records;
        this.answers = answers;
        this.binds = binds;
        this.claims = claims;
        this.queue = new PartnerQueue(
                this::send, dispatchPool, this::isPressed, properties.sentAtOnce(), properties.waitingAtMost());
        registry.gauge("tel.smpp.partner.queue", queue, PartnerQueue::size);
    }

    /** Records a judged message; the route goes on when it is durable and its partner may be answered. */
    public CompletionStage<Recorded> record(@Body JudgedSms judged) {
        return records.recordLater(judged, queue.makesWait()).thenComposeAsync(this::add, answers);
    }

    private CompletionStage<Recorded> add(Recorded recorded) {
        try {
            return queue.add(recorded);
        } catch (RejectedExecutionException e) {
            giveBack(recorded, e);
            return CompletableFuture.completedFuture(recorded);
        }
    }

    /** Looks whether accepting has precedence from now on. */
    public void look() {
        queue.look();
    }

    private boolean isPressed() {
        return machine.getCpuLoad() > BUSY && binds.inHand() >= PRESSING;
    }

    private void send(Recorded recorded) {
        try {
            Exchange done =
                    producer.send("direct:{{sms-hand-over}}", exchange -> exchange.setProperty("recorded", recorded));
            if (done.isFailed()) {
                throw new IllegalStateException(done.getException());
            }
        } catch (RuntimeException e) {
            giveBack(recorded, e);
        }
    }

    private void giveBack(Recorded recorded, RuntimeException fault) {
        LOG.error("{} was not sent on its way", recorded.sms().id(), fault);
        claims.giveBackLater(List.of(recorded.sms().id()));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        queue.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
