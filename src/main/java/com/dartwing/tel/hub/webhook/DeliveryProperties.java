package com.dartwing.tel.hub.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the deliveries to consumers, {@code tel.webhook.delivery.*}.
 *
 * @param schedule the pauses before the second try, the third, and so on
 * @param disableAfter an endpoint with nothing but failures for so long is told no more
 * @param threads deliveries under way at a time, per node, where the JDK has no virtual threads
 * @param slowThreads the same, for endpoints that fail or hang
 * @param lease how long a node may have a delivery in hand
 * @param keptFor after it a delivery is no longer listed
 */
@ConfigurationProperties("tel.webhook.delivery")
public record DeliveryProperties(
        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"}) List<Duration> schedule,
        @DefaultValue("5d") Duration disableAfter,
        @DefaultValue("256") int threads,
        @DefaultValue("64") int slowThreads,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("30d") Duration keptFor) {}
