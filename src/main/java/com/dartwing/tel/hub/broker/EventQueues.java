package com.dartwing.tel.hub.broker;

import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.routes.RouteFiles;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The queues of {@code routes/queues.yaml}. */
@Component
public class EventQueues {

    private static final String FILE = "routes/queues.yaml";

    private final List<EventQueue> queues;
    private final HubProperties properties;
    private final Node node;
    private final Map<String, Boolean> heard = new ConcurrentHashMap<>();
    private final Map<String, Boolean> wanted = new ConcurrentHashMap<>();

    public EventQueues(RouteFiles files, HubProperties properties, Node node) {
        this.queues = read(files.matching(FILE::equals).get(FILE));
        this.properties = properties;
        this.node = node;
    }

    private static List<EventQueue> read(Resource file) {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readValue(RouteFiles.text(file), new TypeReference<List<EventQueue>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /**
     * What this process declares: every durable queue, whoever consumes it, so that nothing is published before its
     * consumer's queue is there; and its own queues of the roles that it plays.
     */
    List<EventQueue> declared() {
        return queues.stream()
                .filter(queue -> !queue.perNode() || properties.plays(queue.role()))
                .toList();
    }

    /** The broker's name of a queue, or of this node's part of it. */
    public String brokerName(String name) {
        return queues.stream().anyMatch(queue -> queue.name().equals(name) && queue.perNode())
                ? name + "." + node.name()
                : name;
    }

    /** The names of the durable queues. */
    public List<String> durable() {
        return queues.stream()
                .filter(queue -> !queue.perNode())
                .map(EventQueue::name)
                .toList();
    }

    /** The names of those that this process consumes. */
    public List<String> consumed() {
        return queues.stream()
                .filter(queue -> !queue.perNode() && properties.plays(queue.role()))
                .map(EventQueue::name)
                .toList();
    }

    /** Whether a durable queue waits for this event: then the broker must find one, or something is wrong with it. */
    public boolean isHeard(String event) {
        return heard.computeIfAbsent(
                event, type -> queues.stream().anyMatch(queue -> !queue.perNode() && queue.hears(type)));
    }

    /** Whether a queue's consumer wants every such event. */
    boolean isHeardWithoutAsking(String event) {
        return wanted.computeIfAbsent(
                event, type -> queues.stream().anyMatch(queue -> queue.asks() == null && queue.hears(type)));
    }

    /** The beans that say which events the consumers of the other queues want. */
    List<String> asking() {
        return queues.stream()
                .map(EventQueue::asks)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
