package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.config.Pools;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** This process's lanes, between the table and the route that posts. */
@Component
class LanesBean {

    private static final Logger LOG = LoggerFactory.getLogger(LanesBean.class);

    private final ExecutorService quick;
    private final ExecutorService slow;
    private final Lanes lanes;

    LanesBean(
            @Lazy ProducerTemplate producer,
            DeliveryRows rows,
            DeliveryProperties properties,
            Environment environment,
            Clock clock) {
        this.quick = Pools.queued("webhook-", properties.threads(), environment);
        this.slow = Pools.queued("webhook-slow-", properties.slowThreads(), environment);
        this.lanes = new Lanes(
                quick,
                slow,
                delivery -> producer.sendBody("direct:deliver", delivery),
                back -> giveBack(rows, back, clock),
                () -> producer.sendBody("direct:deliveries-wanted", null),
                clock);
    }

    Lanes lanes() {
        return lanes;
    }

    private static void giveBack(DeliveryRows rows, List<Delivery> back, Clock clock) {
        try {
            rows.giveBack(back.stream().map(Delivery::name).toList(), clock.instant());
        } catch (RuntimeException e) {
            // Their lease runs out, and they wait in the table again.
            LOG.warn("{} deliveries could not be given back: {}", back.size(), e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        quick.shutdownNow();
        slow.shutdownNow();
    }
}
