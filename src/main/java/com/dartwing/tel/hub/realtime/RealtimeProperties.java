package com.dartwing.tel.hub.realtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the Socket.IO server, {@code tel.realtime.*}.
 *
 * @param address where it listens; empty for every interface
 * @param port 0 for any that is free
 * @param authTimeout a client that has shown no key by then is disconnected
 * @param maxConnections sockets of this node, and clients that have shown no key yet
 * @param maxConnectionsPerKey clients of one key on this node
 * @param maxSubscriptions records that one client may listen to
 * @param maxWaitingEvents a polling client that has left so many events is disconnected
 * @param maxWaitingBytes a client that has left so much unread in its socket is disconnected
 * @param maxMessageBytes largest message from a client
 * @param pingInterval how often clients are asked whether they are there
 * @param pingTimeout how long they may take to say so
 */
@ConfigurationProperties("tel.realtime")
public record RealtimeProperties(
        @DefaultValue("") String address,
        @DefaultValue("8001") int port,
        @DefaultValue("5s") Duration authTimeout,
        @DefaultValue("5000") int maxConnections,
        @DefaultValue("100") int maxConnectionsPerKey,
        @DefaultValue("1000") int maxSubscriptions,
        @DefaultValue("500") int maxWaitingEvents,
        @DefaultValue("1048576") int maxWaitingBytes,
        @DefaultValue("16384") int maxMessageBytes,
        @DefaultValue("25s") Duration pingInterval,
        @DefaultValue("20s") Duration pingTimeout) {}
