package com.dartwing.tel.hub.realtime;

import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.messages.OutPacketMessage;
import com.corundumstudio.socketio.messages.PacketsMessage;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands in each connection's pipeline. The library tells a client that shows no key at all that it is connected, for it
 * asks nobody about one; here that answer is held back from whoever is not known, and the connection ended. So is one that
 * says nothing. Binary messages, which a client could begin and never end, are not understood.
 */
final class Gatekeeper extends SocketIOChannelInitializer {

    private static final byte SEPARATOR = 0x1E;
    private static final byte MESSAGE = '4';
    private static final byte BINARY_EVENT = '5';
    private static final byte BINARY_ACK = '6';

    private final RealtimeProperties limits;
    private final Predicate<ClientHead> known;
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();
    private final Door door = new Door();

    /** @param known whether a client has shown a key */
    Gatekeeper(RealtimeProperties limits, Predicate<ClientHead> known) {
        this.limits = limits;
        this.known = known;
    }

    /** Whether another client may begin to connect. */
    boolean hasRoom() {
        return strangers.get() < limits.maxConnections();
    }

    private static boolean greets(Packet packet) {
        return packet.getSubType() == PacketType.CONNECT;
    }

    /** Sockets that are open now. */
    int sockets() {
        return sockets.get();
    }

    @Override
    protected void initChannel(Channel channel) throws Exception {
        channel.closeFuture().addListener(closed -> sockets.decrementAndGet());
        if (sockets.incrementAndGet() > limits.maxConnections()) {
            channel.close();
            return;
        }
        super.initChannel(channel);
        channel.pipeline().addBefore(PACKET_HANDLER, "noBinary", new NoBinary());
        channel.pipeline().addAfter(SOCKETIO_ENCODER, "door", door);
    }

    @Sharable
    private final class Door extends ChannelDuplexHandler {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof OutPacketMessage out) {
                ClientHead client = out.getClientHead();
                if (out.getTransport() == Transport.WEBSOCKET) {
                    Sockets.remember(client, context.channel());
                }
                if (!known.test(client)) {
                    look(context, client, client.getPacketsQueue(out.getTransport()), promise);
                }
            }
            super.write(context, message, promise);
        }

        /** What is too long or no frame at all ends the connection. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            context.close();
        }

        private void look(
                ChannelHandlerContext context, ClientHead client, Queue<Packet> waiting, ChannelPromise promise) {
            if (waiting.stream().anyMatch(packet -> packet.getType() == PacketType.OPEN)) {
                watch(context, client);
            }
            // Asked again: while this thread was looking, another may have let the client in and left the greeting
            // here.
            if (waiting.stream().anyMatch(Gatekeeper::greets) && !known.test(client)) {
                waiting.removeIf(Gatekeeper::greets);
                waiting.add(refusal(client));
                promise.addListener(written -> Sockets.dismiss(client));
            }
        }

        private void watch(ChannelHandlerContext context, ClientHead client) {
            strangers.incrementAndGet();
            context.channel()
                    .eventLoop()
                    .schedule(
                            () -> {
                                strangers.decrementAndGet();
                                if (!known.test(client)) {
                                    Sockets.dismiss(client);
                                }
                            },
                            limits.authTimeout().toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        private Packet refusal(ClientHead client) {
            Packet packet = new Packet(PacketType.MESSAGE, client.getEngineIOVersion());
            packet.setSubType(PacketType.ERROR);
            packet.setData(RealtimeServer.refusal("TEL-008", "Send an API key as auth.token"));
            return packet;
        }
    }

    private static final class NoBinary extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof PacketsMessage packets && isBinary(packets.getContent())) {
                context.close();
                return;
            }
            super.channelRead(context, message);
        }

        private static boolean isBinary(ByteBuf content) {
            boolean start = true;
            for (int i = content.readerIndex(); i + 1 < content.writerIndex(); i++) {
                byte inner = content.getByte(i + 1);
                if (start && content.getByte(i) == MESSAGE && (inner == BINARY_EVENT || inner == BINARY_ACK)) {
                    return true;
                }
                start = content.getByte(i) == SEPARATOR;
            }
            return false;
        }
    }
}
