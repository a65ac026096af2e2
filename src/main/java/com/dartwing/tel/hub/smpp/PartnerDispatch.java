package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Binds;
import com.dartwing.tel.hub.sms.ClaimSms;
import com.dartwing.tel.hub.sms.Recorded;
import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
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
 * Sends partners' messages on their way: at once, or behind a burst. What has not left when the process ends is nobody's
 * again, and goes at once from another node, or after the restart.
 */
@Component("partnerDispatch")
public class PartnerDispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerDispatch.class);

    /** Accepting has precedence when the processors have nothing left and so many requests wait for their answers. */
    private static final int PRESSING = 32;

    private static final double BUSY = 0.9;

    /** Before Camel stops, which would wait for all that is here. */
    private static final int PHASE = Integer.MAX_VALUE - 1;

    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ProducerTemplate producer;
    private final Binds binds;
    private final ClaimSms claims;
    private final PartnerQueue queue;
    private volatile boolean running;

    PartnerDispatch(
            @Lazy ProducerTemplate producer,
            @Qualifier("dispatchPool") ExecutorService dispatchPool,
            Binds binds,
            ClaimSms claims,
            SmppProperties properties,
            MeterRegistry registry) {
        this.producer = producer;
        this.binds = binds;
        this.claims = claims;
        this.queue = new PartnerQueue(
                this::send, dispatchPool, this::isPressed, properties.sentAtOnce(), properties.waitingAtMost());
        registry.gauge("tel.smpp.partner.queue", queue, PartnerQueue::size);
    }

    /** Takes a recorded message; the route goes on when its partner may be answered. */
    public CompletionStage<Recorded> add(@Body Recorded recorded) {
        return queue.add(recorded);
    }

    /** Looks whether accepting has precedence from now on. */
    public void look() {
        queue.look();
    }

    private boolean isPressed() {
        return machine.getCpuLoad() > BUSY && binds.inHand() >= PRESSING;
    }

    private void send(Recorded recorded) {
        String id = recorded.sms().id();
        try {
            Exchange done =
                    producer.send("direct:{{sms-hand-over}}", exchange -> exchange.setProperty("recorded", recorded));
            if (done.isFailed()) {
                throw new IllegalStateException(done.getException());
            }
        } catch (RuntimeException e) {
            LOG.error("{} was not sent on its way", id, e);
            claims.giveBackLater(List.of(id));
        }
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

    /** Nobody brings more by now. */
    @PreDestroy
    void giveBack() {
        List<String> left =
                queue.left().stream().map(recorded -> recorded.sms().id()).toList();
        if (!left.isEmpty()) {
            claims.letGo(left);
        }
    }
}
