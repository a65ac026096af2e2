package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The hub is killed while calls are up and others are being dialled, with the carriers in a process of their own, which
 * therefore go on with them and tell of them later. Callers who were not answered repeat their request. On the database of
 * production.
 */
class CallKillIT {

    private static final int CALLS = Integer.getInteger("killed.calls", 500);
    private static final int UP_BEFORE_THE_KILL = CALLS * 4 / 5;
    private static final int CALLERS = 64;
    private static final List<String> CARRIERS = List.of("telnyx", "bandwidth", "sinch");
    private static final String METHOD = "/api/method/dartwing_tel.api.voice.";
    private static final Duration AFTER_ALL = Duration.ofSeconds(90);

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private MariaDbProcess database;

    @AfterEach
    void stop() {
        callers.shutdownNow();
        if (database != null) {
            database.close();
        }
    }

    @Test
    void each_call_outlives_a_killed_hub_is_dialled_once_and_has_one_record_in_the_end() throws Exception {
        try (SplitSandbox sandbox = new SplitSandbox(this::storage)) {
            CARRIERS.forEach(carrier -> sandbox.behave(carrier, "{\"operation\":\"call.start\",\"latency_ms\":300}"));
            Queue<Integer> unheard = new ConcurrentLinkedQueue<>();
            List<Future<?>> calling =
                    each(IntStream.range(0, CALLS).boxed().toList(), number -> call(sandbox, number, unheard));
            await().atMost(AFTER_ALL).until(() -> accepted.size() >= UP_BEFORE_THE_KILL);
            sandbox.hub.kill9();
            finish(calling);
            int up = accepted.size();
            sandbox.hub.restart();

            Queue<Integer> never = new ConcurrentLinkedQueue<>();
            finish(each(unheard, number -> call(sandbox, number, never)));
            assertThat(never).as("not answered by a hub that is up").isEmpty();
            Map<String, String> dialled = dialled(sandbox);
            await().atMost(AFTER_ALL).untilAsserted(() -> assertThat(calls("status IN ('Initiating', 'Ringing')"))
                    .as("of which their carriers did not tell")
                    .doesNotContainAnyElementsOf(dialled.keySet()));
            finish(each(calls("status = 'In Progress'"), call -> hangUp(sandbox, call)));
            // Nobody dialled these: their watch closes them after minutes, which this test does not wait for.
            int forgotten = update("UPDATE tel_call SET watch_at = initiated_at WHERE status = 'Initiating'");
            await().atMost(AFTER_ALL)
                    .untilAsserted(() -> assertThat(calls("ended_at IS NULL")).isEmpty());

            Set<String> all = new HashSet<>(calls("1 = 1"));
            System.out.printf(
                    "%s: %d calls, %d accepted when the hub was killed; %d dialled, %d on record that nobody had"
                            + " dialled%n",
                    getClass().getSimpleName(), CALLS, up, dialled.size(), forgotten);
            assertThat(accepted).hasSize(CALLS);
            assertThat(all).containsAll(accepted).containsAll(dialled.keySet());
            assertThat(dialled.values()).as("numbers that were dialled").doesNotHaveDuplicates();
            await().atMost(AFTER_ALL).untilAsserted(() -> assertThat(query("SELECT record_id FROM tel_cdr"))
                    .containsExactlyInAnyOrderElementsOf(all));
            assertThat(query("SELECT record_id FROM tel_cdr WHERE status = 'Completed' AND cost_amount > 0"))
                    .containsExactlyInAnyOrderElementsOf(dialled.keySet());
        }
    }

    private List<String> storage() {
        database = MariaDbProcess.start();
        return List.of(database.hubArguments());
    }

    private <T> List<Future<?>> each(Collection<T> all, Consumer<T> what) {
        List<Future<?>> under = new ArrayList<>();
        all.forEach(one -> under.add(callers.submit(() -> what.accept(one))));
        return under;
    }

    private static void finish(List<Future<?>> all) throws Exception {
        for (Future<?> one : all) {
            one.get(1, TimeUnit.MINUTES);
        }
    }

    private void call(SplitSandbox sandbox, int number, Queue<Integer> unheard) {
        String to = String.format("+1628555%04d", number);
        try {
            Answer answer = sandbox.hub.post(
                    METHOD + "make_call",
                    sandbox.key.apiKey(),
                    "{\"to\":\"" + to + "\",\"idempotency_key\":\"" + to + "\",\"preferred_carrier\":\""
                            + CARRIERS.get(number % CARRIERS.size()) + "\"}");
            accepted.add(Calls.id(answer));
        } catch (UncheckedIOException e) {
            // The hub died before it answered.
            unheard.add(number);
        }
    }

    private static void hangUp(SplitSandbox sandbox, String call) {
        Answer answer = sandbox.hub.post(METHOD + "hangup", sandbox.key.apiKey(), "{\"call_id\":\"" + call + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** The numbers that carriers have dialled, by our calls; a call that was dialled twice is there with a second id. */
    private static Map<String, String> dialled(SplitSandbox sandbox) {
        Map<String, String> dialled = new HashMap<>();
        for (JsonNode seen : sandbox.taken()) {
            String attempt = seen.path("attempt").asText();
            if (attempt.startsWith("CALL-")) {
                String call = attempt.substring(0, attempt.lastIndexOf('-'));
                assertThat(dialled.put(call, seen.path("to").asText()))
                        .as("dialled before " + attempt)
                        .isNull();
            }
        }
        return dialled;
    }

    private List<String> calls(String which) throws SQLException {
        return query("SELECT name FROM tel_call WHERE " + which);
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private int update(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
