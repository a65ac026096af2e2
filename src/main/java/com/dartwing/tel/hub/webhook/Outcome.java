package com.dartwing.tel.hub.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of one try.
 *
 * @param status the consumer's answer; null when there was none
 * @param error why it was not heard; null when it was
 * @param state how the delivery stands after it
 * @param next when it is tried again; null when it is settled
 */
record Outcome(
        Delivery delivery,
        Instant at,
        Duration latency,
        Integer status,
        String error,
        DeliveryState state,
        Instant next) {}
