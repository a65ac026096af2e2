package com.dartwing.tel.hub.broker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded broker's settings, {@code tel.broker.*}. It is used when {@code spring.rabbitmq.addresses} names none.
 *
 * @param port on loopback; 0 takes a free one
 * @param password of its one user, {@code hub}; made up at each start when empty
 */
@ConfigurationProperties("tel.broker")
public record BrokerProperties(@DefaultValue("0") int port, @DefaultValue("") String password) {}
