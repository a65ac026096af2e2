package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.BindType;
import org.junit.jupiter.api.Test;

/**
 * The hub is killed while 64 callers send, and the moment a partner has its answers, with the simulators in a process of
 * their own, which therefore remember what they saw. Whatever anybody was told is accepted must end up delivered.
 */
abstract class KillNineScenario {

    private static final int CALLERS = 64;
    private static final int ACCEPTED_BEFORE_THE_KILL = 800;
    private static final int OF_THE_PARTNER = 100;
    private static final int WINDOW = 20;
    private static final String TO = "+14155560001";

    /** The id of a message of which the second part comes after the restart. */
    private String inParts;

    abstract String[] storage();

    abstract void stopStorage();

    @Test
    void nothing_that_was_accepted_is_lost_when_the_hub_is_killed() throws Exception {
        try (SplitSandbox sandbox = new SplitSandbox(storage())) {
            HubProcess hub = sandbox.hub;
            SandboxKey key = sandbox.key;
            Set<String> accepted = sendUntilKilled(hub, key);
            hub.restart();
            try (SmppClient partner = partner(hub, key)) {
                assertThat(partner.submit(TO, 0x40, 0, part(2))).isEqualTo(inParts);
            }

            Set<String> left = new HashSet<>(accepted);
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        left.removeIf(id -> "delivered".equals(status(hub, key, id)));
                        assertThat(left).as("accepted and not delivered").isEmpty();
                    });
            report(sandbox, accepted);
        } finally {
            stopStorage();
        }
    }

    private Set<String> sendUntilKilled(HubProcess hub, SandboxKey key) throws Exception {
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        AtomicBoolean killed = new AtomicBoolean();
        AtomicInteger number = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            callers.execute(() -> {
                while (!killed.get()) {
                    String to = String.format("+1415555%04d", number.getAndIncrement() % 10_000);
                    try {
                        HubProcess.Answer answer = hub.post(
                                "/api/method/dartwing_tel.api.sms.send_sms",
                                key.apiKey(),
                                "{\"to\":\"" + to + "\",\"body\":\"Number " + number.get() + "\"}");
                        if (answer.status() == 200) {
                            accepted.add(answer.json()
                                    .path("message")
                                    .path("message_id")
                                    .asText());
                        }
                    } catch (RuntimeException e) {
                        // The hub died before it answered: nothing was promised.
                        return;
                    }
                }
            });
        }
        await().atMost(Duration.ofSeconds(90)).until(() -> accepted.size() >= ACCEPTED_BEFORE_THE_KILL);
        try (SmppClient partner = partner(hub, key)) {
            inParts = partner.submit(TO, 0x40, 0, part(1));
            List<String> byPartner = submitted(partner);
            hub.kill9();
            killed.set(true);
            assertThat(byPartner).doesNotHaveDuplicates();
            accepted.addAll(byPartner);
            accepted.add(inParts);
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        return accepted;
    }

    /** The hub may still be starting. */
    private static SmppClient partner(HubProcess hub, SandboxKey key) {
        return await().atMost(Sandbox.SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> new SmppClient(
                                Sandbox.smppPort(hub),
                                BindType.BIND_TX,
                                "sandbox",
                                key.smppPassword(),
                                Sandbox.NUMBER.substring(1)),
                        Objects::nonNull);
    }

    private static List<String> submitted(SmppClient partner) throws Exception {
        ExecutorService window = Executors.newFixedThreadPool(WINDOW);
        try {
            List<Callable<String>> messages = new ArrayList<>();
            for (int i = 0; i < OF_THE_PARTNER; i++) {
                String text = "Partner's number " + i;
                messages.add(() -> partner.submit(TO, text));
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> id : window.invokeAll(messages)) {
                ids.add(id.get());
            }
            return ids;
        } finally {
            window.shutdown();
        }
    }

    private static byte[] part(int number) {
        return new byte[] {5, 0, 3, 7, 2, (byte) number, 'p', 'a', 'r', 't'};
    }

    private static String status(HubProcess hub, SandboxKey key, String id) {
        return hub.get("/api/method/dartwing_tel.api.sms.get_status?message_id=" + id, key.apiKey())
                .json()
                .path("message")
                .path("status")
                .asText();
    }

    /** Says how many went out more than once: only what was under way when the hub died may. */
    private void report(SplitSandbox sandbox, Set<String> accepted) {
        Map<String, Integer> sends = sandbox.sends();
        long twice = sends.values().stream().filter(count -> count > 1).count();
        System.out.printf(
                "%s: %d accepted before the kill, all delivered; %d messages reached a carrier, %d of them twice%n",
                getClass().getSimpleName(), accepted.size(), sends.size(), twice);
        assertThat(sends.keySet()).containsAll(accepted);
        assertThat(twice).as("repeated sends").isLessThanOrEqualTo(CALLERS + OF_THE_PARTNER);
    }
}
