package com.dartwing.tel.hub.smpp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the SMPP server, {@code tel.smpp.*}; {@code address}, {@code port}, {@code tls} and {@code tls-port} are
 * read by its routes.
 *
 * @param partsKeptFor how long the parts of a long message wait for the rest
 * @param keptFor how long receipts and incoming messages wait for a partner
 * @param retryAfter pause before what a partner has refused is delivered again, the first time
 * @param sentAtOnce messages of partners that are on their way to carriers at a time
 * @param waitingAtMost messages that are accepted and wait for that before partners are held back
 */
@ConfigurationProperties("tel.smpp")
public record SmppProperties(
        @DefaultValue("10m") Duration partsKeptFor,
        @DefaultValue("7d") Duration keptFor,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("400") int sentAtOnce,
        @DefaultValue("20000") int waitingAtMost) {}
