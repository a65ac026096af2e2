package com.dartwing.tel.hub.broker;

import java.lang.reflect.Field;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ReflectionUtils;

/**
 * An AMQP 0-9-1 broker inside this process, for a hub that was given none. It listens on loopback only, its password is
 * made up at each start, and its queues end with the process: what no consumer had settled is relayed again.
 */
public final class EmbeddedBroker implements AutoCloseable {

    static final String USER = "hub";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final int wanted;
    private final String password;
    private final boolean isPrivate;
    private final SystemLauncher launcher;
    private final FutureTask<Broker<?>> starting = new FutureTask<>(this::start);
    private volatile SystemConfig<?> system;

    /** Starts it beside whatever else starts; who needs it waits for it. */
    public EmbeddedBroker(BrokerProperties properties) {
        this.wanted = properties.port();
        this.isPrivate = properties.password().isEmpty();
        this.password = isPrivate ? randomPassword() : properties.password();
        this.launcher = new SystemLauncher(new SystemLauncherListener.DefaultSystemLauncherListener() {
            @Override
            public void onContainerResolve(SystemConfig<?> resolved) {
                system = resolved;
            }
        });
        Thread starter = new Thread(starting, "broker-start");
        starter.setDaemon(true);
        starter.start();
    }

    private Broker<?> start() throws Exception {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(SystemConfig.TYPE, "Memory");
        attributes.put(SystemConfig.INITIAL_CONFIGURATION_LOCATION, resource("broker.json"));
        attributes.put(SystemConfig.INITIAL_SYSTEM_PROPERTIES_LOCATION, resource("broker-system.properties"));
        attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, "false");
        attributes.put(
                SystemConfig.CONTEXT,
                Map.of("hub.broker_port", String.valueOf(wanted), "hub.broker_password", password));
        launcher.startup(attributes);
        Broker<?> broker = (Broker<?>) system.getContainer();
        outliveTheSignal(broker);
        int port = port(broker);
        if (port <= 0) {
            throw new IllegalStateException("nothing listens on port " + wanted);
        }
        LOG.info("The embedded broker listens on 127.0.0.1:{}", port);
        return broker;
    }

    /**
     * Takes away the broker's own answer to SIGTERM: it would end at once, before its consumers have settled what they
     * hold; {@link #close()} ends it after them. The broker offers no setting for that.
     */
    private static void outliveTheSignal(Broker<?> broker) {
        Field hook = ReflectionUtils.findField(broker.getClass(), "_shutdownHook", Thread.class);
        ReflectionUtils.makeAccessible(hook);
        if (!Runtime.getRuntime().removeShutdownHook((Thread) ReflectionUtils.getField(hook, broker))) {
            throw new IllegalStateException("the broker's shutdown hook is not found");
        }
    }

    /** Waits until it runs. */
    private Broker<?> broker() {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The embedded broker does not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        return EmbeddedBroker.class.getResource("/broker/" + name).toExternalForm();
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Where it listens.
     *
     * @throws IllegalStateException when it did not start
     */
    public int port() {
        return port(broker());
    }

    private static int port(Broker<?> broker) {
        return broker.getPorts().stream().map(Port::getBoundPort).findFirst().orElse(-1);
    }

    /** Whether nobody but this process knows the password. */
    boolean isPrivate() {
        return isPrivate;
    }

    String password() {
        return password;
    }

    /**
     * When the oldest message came that is still in one of {@code queues}, settled by nobody; empty when there is none.
     */
    public Optional<Instant> oldest(Collection<String> queues) {
        return queues().stream()
                .filter(queue -> queues.contains(queue.getName()))
                .map(queue -> queue.getOldestMessageArrivalTime())
                .filter(time -> time > 0)
                .min(Long::compare)
                .map(Instant::ofEpochMilli);
    }

    /** How many messages are in the fullest of {@code queues}. */
    public int deepest(Collection<String> queues) {
        return queues().stream()
                .filter(queue -> queues.contains(queue.getName()))
                .mapToInt(Queue::getQueueDepthMessages)
                .max()
                .orElse(0);
    }

    private List<Queue<?>> queues() {
        List<Queue<?>> queues = new ArrayList<>();
        for (VirtualHostNode<?> node : broker().getVirtualHostNodes()) {
            if (node.getVirtualHost() != null) {
                node.getVirtualHost().getChildren(Queue.class).forEach(queue -> queues.add((Queue<?>) queue));
            }
        }
        return queues;
    }

    @Override
    public void close() {
        try {
            launcher.shutdown();
        } catch (RuntimeException e) {
            LOG.debug("The embedded broker did not end well", e);
        }
    }
}
