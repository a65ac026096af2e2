package com.dartwing.tel.hub.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.access.KeyDoor;
import com.dartwing.tel.hub.broker.EventQueues;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.security.LoginThrottle;
import com.dartwing.tel.limits.Limits;
import com.dartwing.tel.limits.SpendLimit;
import com.dartwing.tel.limits.Tier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Binding;
import org.springframework.jdbc.core.JdbcTemplate;

class RealtimeServerTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SECRET = "tel_live_" + "ab".repeat(32);
    private static final String OURS = "SMS-2026-000001";
    private static final String THEIRS = "SMS-2026-000002";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Set<String> owned = new HashSet<>(Set.of(OURS));
    private final JdbcTemplate jdbc = new JdbcTemplate() {
        @Override
        public List<Map<String, Object>> queryForList(String sql, Object... values) {
            return owned.contains(values[0]) && values[1].equals("KEY-1") ? List.of(Map.of("1", 1)) : List.of();
        }
    };
    private final AmqpAdmin broker = mock(AmqpAdmin.class);
    private Interest interest;
    private volatile ApiKey.Status status = ApiKey.Status.ACTIVE;
    private RealtimeServer server;
    private RealtimeEvents events;
    private Listeners listeners;

    @BeforeEach
    void start() {
        ApiKeys keys = new ApiKeys() {
            @Override
            public Optional<ApiKey> byPrefix(String prefix) {
                return Optional.of(key()).filter(key -> key.prefix().equals(prefix));
            }

            @Override
            public Optional<ApiKey> byName(String name) {
                return Optional.of(key());
            }
        };
        RealtimeProperties properties = new RealtimeProperties(
                "127.0.0.1",
                0,
                Duration.ofSeconds(1),
                50,
                2,
                3,
                20,
                65_536,
                16_384,
                Duration.ofSeconds(25),
                Duration.ofSeconds(20));
        KeyDoor door = new KeyDoor(
                new AdmitCaller(keys, String::equals, Clock.systemUTC()),
                new LoginThrottle(registry, Clock.systemUTC()));
        listeners = new Listeners(properties);
        events = new RealtimeEvents(listeners, properties, door, registry);
        EventQueues queues = mock(EventQueues.class);
        when(queues.brokerName("tel.realtime")).thenReturn("tel.realtime.node-1");
        interest = new Interest(broker, queues, listeners);
        HubProperties hub = mock(HubProperties.class);
        when(hub.plays("realtime")).thenReturn(true);
        server = new RealtimeServer(properties, hub, listeners, new Subscribe(listeners, interest, door, jdbc), door);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private ApiKey key() {
        return new ApiKey(
                "KEY-1",
                SECRET.substring(0, ApiKey.PREFIX_LENGTH),
                AdmitCaller.hashOf(SECRET),
                null,
                "m",
                "o",
                status,
                Set.of("sms.send"),
                Limits.of(Tier.UNLIMITED, null),
                SpendLimit.NONE,
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static Binding everything() {
        return argThat(binding -> binding.getDestination().equals("tel.realtime.node-1")
                && binding.getExchange().equals("tel.events")
                && binding.getRoutingKey().equals("#"));
    }

    private void awaitNobody() {
        await().atMost(SOON).until(() -> server.sockets() == 0);
    }

    private static TelEvent event(String record, String owner, String payload) {
        return new TelEvent("WH-1", "sms.sent", record, 1, owner, null, Instant.EPOCH, payload);
    }

    private RawClient known() throws InterruptedException {
        RawClient client = RawClient.connect(server.port());
        client.say("40{\"token\":\"" + SECRET + "\"}");
        client.hear("40{");
        return client;
    }

    private static String subscribe(RawClient client, String doctype, String document) throws InterruptedException {
        client.say("427[\"subscribe\",{\"doctype\":\"" + doctype + "\",\"document\":\"" + document + "\"}]");
        return client.hear("437");
    }

    @Test
    void a_client_hears_of_its_own_record_what_webhooks_are_told() throws InterruptedException {
        try (RawClient client = known()) {
            assertThat(subscribe(client, "TEL SMS Message", OURS)).contains("\"status\":\"ok\"");

            events.tell(event(OURS, "KEY-1", "{\"event\":\"sms.sent\",\"n\":1.50}"));

            assertThat(client.hear("42")).isEqualTo("42[\"tel_event\",{\"event\":\"sms.sent\",\"n\":1.50}]");
        }
    }

    @Test
    void events_come_to_this_node_only_while_somebody_listens() throws InterruptedException {
        try (RawClient client = known()) {
            interest.tend();
            verify(broker, never()).declareBinding(any());

            subscribe(client, "TEL SMS Message", OURS);
            subscribe(client, "TEL SMS Message", OURS);
            verify(broker, times(1)).declareBinding(everything());

            interest.tend();
            verify(broker, times(2)).declareBinding(everything());
            verify(broker, never()).removeBinding(any());
        }
        await().atMost(SOON).until(() -> !listeners.isAnybodyListening());
        interest.tend();
        interest.tend();
        verify(broker, times(1)).removeBinding(everything());
    }

    @Test
    void without_the_broker_a_subscription_is_refused() throws InterruptedException {
        doThrow(new AmqpException("away")).when(broker).declareBinding(any());
        try (RawClient client = known()) {
            assertThat(subscribe(client, "TEL SMS Message", OURS)).contains("TEL-015");

            assertThat(listeners.isAnybodyListening()).isFalse();
        }
    }

    @Test
    void after_unsubscribe_it_hears_no_more() throws InterruptedException {
        try (RawClient client = known()) {
            subscribe(client, "TEL SMS Message", OURS);
            client.say("428[\"unsubscribe\",{\"doctype\":\"TEL SMS Message\",\"document\":\"" + OURS + "\"}]");
            client.hear("438");

            events.tell(event(OURS, "KEY-1", "{}"));

            subscribe(client, "TEL SMS Message", THEIRS);
            assertThat(client.hasHeard("42[\"tel_event")).isFalse();
            assertThat(listeners.of(OURS)).isEmpty();
        }
    }

    @Test
    void anothers_record_is_as_one_that_does_not_exist() throws InterruptedException {
        try (RawClient client = known()) {
            assertThat(subscribe(client, "TEL SMS Message", THEIRS)).contains("TEL-012");
            assertThat(subscribe(client, "TEL SMS Batch", OURS)).contains("TEL-005");
            assertThat(subscribe(client, "TEL API Key", "KEY-1")).contains("TEL-011");
            client.say("427[\"subscribe\",\"nonsense\"]");
            assertThat(client.hear("437")).contains("TEL-011");
        }
    }

    @Test
    void an_event_of_another_key_is_not_told_even_to_who_listens() throws InterruptedException {
        try (RawClient client = known()) {
            subscribe(client, "TEL SMS Message", OURS);

            events.tell(event(OURS, "KEY-2", "{\"secret\":1}"));
            events.tell(event(OURS, "KEY-1", "{\"ours\":1}"));

            assertThat(client.hear("42[")).contains("ours");
        }
    }

    @Test
    void whoever_shows_no_key_is_refused_and_does_not_stay() throws InterruptedException {
        try (RawClient client = RawClient.connect(server.port())) {
            client.say("40");

            assertThat(client.hear("44")).contains("TEL-008");
            awaitNobody();
            assertThat(client.hasHeard("40")).isFalse();
        }
    }

    @Test
    void whoever_shows_a_wrong_key_is_refused_and_does_not_stay() throws InterruptedException {
        try (RawClient client = RawClient.connect(server.port())) {
            client.say("40{\"api_key\":\"tel_live_" + "cd".repeat(32) + "\"}");

            assertThat(client.hear("44")).contains("TEL-008");
            assertThat(subscribe(client, "TEL SMS Message", OURS)).contains("TEL-008");
            awaitNobody();
        }
    }

    @Test
    void whoever_says_nothing_does_not_stay() throws InterruptedException {
        try (RawClient client = RawClient.connect(server.port())) {
            client.hear("0{");

            awaitNobody();
        }
    }

    @Test
    void whoever_subscribes_first_is_refused() throws InterruptedException {
        try (RawClient client = RawClient.connect(server.port())) {
            assertThat(subscribe(client, "TEL SMS Message", OURS)).contains("TEL-008");

            awaitNobody();
            assertThat(listeners.of(OURS)).isEmpty();
        }
    }

    @Test
    void the_old_protocol_that_knows_no_key_is_refused() throws InterruptedException {
        try (RawClient client = RawClient.oldConnect(server.port())) {
            client.hear("44");

            awaitNobody();
        }
    }

    @Test
    void a_suspended_key_is_disconnected() throws InterruptedException {
        try (RawClient client = known()) {
            events.dismiss();
            assertThat(listeners.all()).hasSize(1);
            status = ApiKey.Status.SUSPENDED;

            events.dismiss();

            client.hear("41");
            awaitNobody();
            assertThat(listeners.all()).isEmpty();
        }
    }

    @Test
    void a_key_has_so_many_connections_and_a_connection_so_many_records() throws InterruptedException {
        owned.addAll(Set.of("SMS-0", "SMS-1", "SMS-2", "SMS-3"));
        try (RawClient first = known();
                RawClient second = known();
                RawClient third = RawClient.connect(server.port())) {
            third.say("40{\"token\":\"" + SECRET + "\"}");
            assertThat(third.hear("44")).contains("TEL-003");

            for (int i = 0; i < 3; i++) {
                assertThat(subscribe(second, "TEL SMS Message", "SMS-" + i)).contains("ok");
            }
            assertThat(subscribe(second, "TEL SMS Message", "SMS-3")).contains("TEL-003");
            assertThat(first.hasHeard("41")).isFalse();
        }
        await().atMost(SOON).until(() -> listeners.all().isEmpty());
    }

    @Test
    void a_client_that_does_not_read_is_disconnected_and_holds_no_memory() throws InterruptedException {
        try (RawClient client = RawClient.deaf(server.port())) {
            client.listen();
            client.listen();
            client.hear("0{");
            client.say("40{\"token\":\"" + SECRET + "\"}");
            client.hear("40{");
            client.listen();
            subscribe(client, "TEL SMS Message", OURS);
            String payload = "{\"text\":\"" + "x".repeat(20_000) + "\"}";

            // 400 MB: more than any socket's buffers hold.
            for (int i = 0; i < 20_000 && !listeners.all().isEmpty(); i++) {
                events.tell(event(OURS, "KEY-1", payload));
            }

            assertThat(listeners.all()).isEmpty();
            assertThat(registry.counter("tel.realtime.events", "status", "slow").count())
                    .isEqualTo(1);
        }
    }

    @Test
    void too_long_and_binary_messages_end_the_connection() throws InterruptedException {
        try (RawClient client = known();
                RawClient other = known()) {
            client.say("42[\"subscribe\",\"" + "x".repeat(20_000) + "\"]");
            other.say("4599999999-[\"subscribe\",{\"_placeholder\":true,\"num\":0}]");

            awaitNobody();
        }
    }
}
