package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.config.Pools;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Puts this process's lanes between the table of deliveries and the route that posts them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class WebhookBeans {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookBeans.class);

    /** For endpoints that answer well. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService deliveryPool(DeliveryProperties properties, Environment environment) {
        return Pools.queued("webhook-", properties.threads(), environment);
    }

    /** For those that fail or hang. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService slowDeliveryPool(DeliveryProperties properties, Environment environment) {
        return Pools.queued("webhook-slow-", properties.slowThreads(), environment);
    }

    @Bean
    Lanes lanes(
            @Qualifier("deliveryPool") ExecutorService quick,
            @Qualifier("slowDeliveryPool") ExecutorService slow,
            @Lazy ProducerTemplate producer,
            DeliveryRows rows,
            Doubts doubts,
            Clock clock) {
        return new Lanes(
                quick,
                slow,
                delivery -> producer.sendBody("direct:deliver", delivery),
                back -> giveBack(rows, doubts, back, clock),
                () -> producer.sendBody("direct:deliveries-wanted", null),
                clock);
    }

    private static void giveBack(DeliveryRows rows, Doubts doubts, List<Delivery> back, Clock clock) {
        List<String> names = back.stream().map(Delivery::name).toList();
        Instant now = clock.instant();
        try {
            rows.giveBack(names, now, now);
        } catch (RuntimeException e) {
            LOG.warn("{} deliveries could not be given back yet: {}", back.size(), e.getMessage());
            doubts.add(names, now);
        }
    }
}
