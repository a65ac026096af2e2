package com.dartwing.tel.hub.realtime;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.AuthorizationResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketConfig;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.listener.ExceptionListenerAdapter;
import com.dartwing.tel.access.KeySession;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.KeyDoor;
import com.dartwing.tel.hub.config.HubProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The Socket.IO server, on a port of its own, in processes that play the role {@code realtime}. A client shows its API key
 * in the {@code auth} payload as {@code token} or {@code api_key}; then it may {@code subscribe} and {@code unsubscribe}.
 */
@Component
public class RealtimeServer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeServer.class);
    private static final int IO_THREADS = 2;
    private static final int LOOKUP_THREADS = 4;
    private static final int WAITING_LOOKUPS = 1_000;

    private final RealtimeProperties properties;
    private final boolean played;
    private final Listeners listeners;
    private final Subscribe subscribe;
    private final KeyDoor door;
    private Gatekeeper gatekeeper;
    private SocketIOServer server;
    private Channel listening;
    private ThreadPoolExecutor lookups;

    public RealtimeServer(
            RealtimeProperties properties, HubProperties hub, Listeners listeners, Subscribe subscribe, KeyDoor door) {
        this.properties = properties;
        this.played = hub.plays("realtime");
        this.listeners = listeners;
        this.subscribe = subscribe;
        this.door = door;
    }

    @Override
    public boolean isAutoStartup() {
        return played;
    }

    @Override
    public synchronized boolean isRunning() {
        return listening != null;
    }

    /** Where it listens, once it runs. */
    public synchronized int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Sockets that are open now, whether their clients have shown a key or not. */
    synchronized int sockets() {
        return gatekeeper.sockets();
    }

    @Override
    public synchronized void start() {
        gatekeeper = new Gatekeeper(properties, this::isKnown);
        lookups = new ThreadPoolExecutor(
                LOOKUP_THREADS,
                LOOKUP_THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_LOOKUPS),
                new DefaultThreadFactory("realtime", true));
        lookups.allowCoreThreadTimeOut(true);
        server = new SocketIOServer(configuration());
        server.setPipelineFactory(gatekeeper);
        server.getNamespace("").addAuthTokenListener((payload, client) -> admit(payload, client));
        server.addEventListener(
                "subscribe", JsonNode.class, (client, asked, ack) -> ask(client, asked, ack, subscribe::subscribe));
        server.addEventListener(
                "unsubscribe", JsonNode.class, (client, asked, ack) -> ask(client, asked, ack, subscribe::unsubscribe));
        server.addDisconnectListener(client -> {
            listeners.remove(client.getSessionId());
            Sockets.end(Sockets.head(client));
        });
        listening = ((ChannelFuture) server.startAsync()).syncUninterruptibly().channel();
        LOG.info("Realtime events on port {}", port());
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.setHostname(properties.address().isBlank() ? null : properties.address());
        configuration.setPort(properties.port());
        configuration.setBossThreads(1);
        configuration.setWorkerThreads(IO_THREADS);
        // Else a client chooses the id of its session, and could take another's.
        configuration.setRandomSession(true);
        configuration.setAddVersionHeader(false);
        // What is compressed a small message can make large.
        configuration.setWebsocketCompression(false);
        configuration.setMaxHttpContentLength(properties.maxMessageBytes());
        configuration.setMaxFramePayloadLength(properties.maxMessageBytes());
        configuration.setFirstDataTimeout((int) properties.authTimeout().toMillis());
        configuration.setPingInterval((int) properties.pingInterval().toMillis());
        configuration.setPingTimeout((int) properties.pingTimeout().toMillis());
        configuration.setAckMode(AckMode.MANUAL);
        configuration.setAuthorizationListener(handshake -> new AuthorizationResult(gatekeeper.hasRoom()));
        configuration.setExceptionListener(new ExceptionListenerAdapter() {
            @Override
            public void onAuthException(Throwable failure, SocketIOClient client) {
                LOG.error("A key could not be checked", failure);
            }

            @Override
            public boolean exceptionCaught(ChannelHandlerContext context, Throwable failure) {
                LOG.debug(
                        "Realtime client at {} sent nonsense", context.channel().remoteAddress(), failure);
                context.close();
                return true;
            }
        });
        SocketConfig socket = new SocketConfig();
        socket.setReuseAddress(true);
        socket.setWriteBufferWaterMarkLow(properties.maxWaitingBytes() / 2);
        socket.setWriteBufferWaterMarkHigh(properties.maxWaitingBytes());
        configuration.setSocketConfig(socket);
        return configuration;
    }

    private boolean isKnown(ClientHead client) {
        return listeners.find(client.getSessionId()).isPresent();
    }

    private AuthTokenResult admit(Object payload, SocketIOClient client) {
        try {
            if (listeners.find(client.getSessionId()).isPresent()) {
                throw new TelException.Conflict("This connection has shown its key already");
            }
            KeySession session = door.open(secret(payload), address(client));
            listeners.add(new Listener(client, session));
            return AuthTokenResult.AuthTokenResultSuccess;
        } catch (TelException e) {
            return new AuthTokenResult(false, refusal(e.code(), e.getMessage()));
        }
    }

    private static String secret(Object payload) {
        if (payload instanceof Map<?, ?> fields) {
            Object secret = fields.containsKey("token") ? fields.get("token") : fields.get("api_key");
            if (secret instanceof String text) {
                return text;
            }
        }
        throw new TelException.InvalidApiKey("Send an API key as auth.token");
    }

    private static String address(SocketIOClient client) {
        return ((InetSocketAddress) client.getRemoteAddress()).getAddress().getHostAddress();
    }

    /** The payload of a CONNECT_ERROR (Socket.IO protocol, revision 5): clients show it as an error with data. */
    static Map<String, Object> refusal(String code, String message) {
        return Map.of("message", message, "data", Map.of("error_code", code));
    }

    /** Looks the record up elsewhere: the threads of the sockets wait for no database. */
    private void ask(SocketIOClient client, JsonNode asked, AckRequest ack, BiConsumer<Listener, JsonNode> answered) {
        Listener listener = listeners.find(client.getSessionId()).orElse(null);
        if (listener == null) {
            answer(ack, new TelException.InvalidApiKey("Send an API key as auth.token"));
            Sockets.dismiss(client);
        } else if (!listener.asked.tryAcquire()) {
            answer(ack, new TelException.RateLimited("Too many subscriptions at a time", properties.authTimeout()));
        } else {
            try {
                lookups.execute(() -> look(listener, asked, ack, answered));
            } catch (RejectedExecutionException e) {
                listener.asked.release();
                answer(ack, new TelException.Unavailable("Try again later", properties.authTimeout()));
            }
        }
    }

    private static void look(
            Listener listener, JsonNode asked, AckRequest ack, BiConsumer<Listener, JsonNode> answered) {
        try {
            answered.accept(listener, asked);
            ack.sendAckData(Map.of("status", "ok"));
        } catch (TelException e) {
            answer(ack, e);
        } catch (RuntimeException e) {
            LOG.error("A subscription failed", e);
            answer(ack, new TelException.Internal());
        } finally {
            listener.asked.release();
        }
    }

    private static void answer(AckRequest ack, TelException error) {
        ack.sendAckData(Map.of("status", "error", "error_code", error.code(), "message", error.getMessage()));
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Clients are told, and connect to another node; the library's threads take seconds to end, nobody waits for them. */
    @Override
    public synchronized void stop(Runnable callback) {
        if (listening != null) {
            listening.close().syncUninterruptibly();
            listening = null;
            listeners.all().forEach(listener -> Sockets.dismiss(listener.socket()));
            lookups.shutdown();
            Thread ending = new Thread(server::stop, "realtime-stop");
            ending.setDaemon(true);
            ending.start();
        }
        callback.run();
    }
}
