package com.dartwing.tel.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./backup} on a hub that is at work, {@code ./restore} into a fresh one; each storage runs it. */
abstract class BackupScenario {

    @TempDir
    private Path place;

    /** Where a hub keeps its rows. */
    interface Storage extends AutoCloseable {

        HubProcess.Launch hub();

        /** What tells the scripts of it. */
        Map<String, String> environment();

        @Override
        void close();
    }

    abstract Storage storage();

    @Test
    void a_hub_at_work_is_backed_up_and_restored() throws Exception {
        SandboxKey key = SandboxKey.generate();
        Path media = place.resolve("first/media");
        Files.createDirectories(media);
        Files.writeString(media.resolve("picture"), "pixels");
        Path file = place.resolve("hub.tar.gz");
        List<String> accepted;

        try (Storage first = storage();
                HubProcess hub =
                        key.given(first.hub()).dataDir(place.resolve("first")).start()) {
            accepted = IntStream.range(0, 20).mapToObj(n -> send(hub, key, n)).toList();
            AtomicBoolean going = new AtomicBoolean(true);
            ConcurrentLinkedQueue<String> meanwhile = new ConcurrentLinkedQueue<>();
            Thread traffic = new Thread(() -> {
                for (int n = 100; going.get(); n++) {
                    meanwhile.add(send(hub, key, n));
                }
            });
            traffic.start();

            assertThat(run(
                            "backup",
                            file,
                            first,
                            "first",
                            Map.of("TEL_URL", hub.url("").toString(), "TEL_ADMIN_PASSWORD", key.adminPassword())))
                    .contains("Backed up");
            going.set(false);
            traffic.join();
            assertThat(meanwhile).isNotEmpty().doesNotContain("");
        }

        try (Storage second = storage()) {
            assertThat(run("restore", file, second, "second", Map.of())).contains("Restored");
            assertThat(run("restore", file, second, "second", Map.of())).contains("is not empty");
            assertThat(place.resolve("second/media/picture")).hasContent("pixels");
            assertThat(place.resolve("second/sandbox.seed"))
                    .hasSameTextualContentAs(place.resolve("first/sandbox.seed"));
            try (HubProcess hub =
                    key.given(second.hub()).dataDir(place.resolve("second")).start()) {
                assertThat(accepted).allSatisfy(id -> assertThat(
                                hub.get("/api/method/dartwing_tel.api.sms.get_status?message_id=" + id, key.apiKey())
                                        .status())
                        .isEqualTo(200));
                assertThat(send(hub, key, 99)).startsWith("SMS-");
            }
        }
    }

    private static String send(HubProcess hub, SandboxKey key, int n) {
        return hub.post(
                        "/api/method/dartwing_tel.api.sms.send_sms",
                        key.apiKey(),
                        String.format("{\"to\":\"+1415552%04d\",\"body\":\"Hello\"}", 7_000 + n % 1_000))
                .json()
                .path("message")
                .path("message_id")
                .asText();
    }

    private String run(String script, Path file, Storage storage, String data, Map<String, String> more)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("hub.root"), script).toString(), file.toString())
                .redirectErrorStream(true);
        Map<String, String> environment = new HashMap<>(storage.environment());
        environment.putAll(more);
        environment.put("TEL_DATA_DIR", place.resolve(data).toString());
        builder.environment().putAll(environment);
        Process process = Children.start(builder);
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }
}
