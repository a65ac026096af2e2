package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packaged hub on a Java that has virtual threads, where this machine has one beside that of the build. */
class NewestJavaIT {

    private static final int CALLERS = 200;

    @Test
    void callers_wait_on_virtual_threads() {
        Optional<Path> java = newest();
        assumeTrue(java.isPresent(), "no JDK 21 or later in /usr/lib/jvm");
        SandboxKey key = SandboxKey.generate();

        try (HubProcess hub =
                key.given(HubProcess.with()).java(java.get()).packaged().start()) {
            List<HubProcess.Answer> answers = IntStream.range(0, CALLERS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> hub.post(
                            "/api/method/dartwing_tel.api.sms.send_sms",
                            key.apiKey(),
                            "{\"to\":\"+1415551" + (2000 + i) + "\",\"body\":\"Hello\"}")))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.json().path("message").path("status").asText())
                        .isEqualTo("sent");
            });
            assertThat(hub.logs()).contains("run on virtual threads");
        }
    }

    private static Optional<Path> newest() {
        Path homes = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(homes)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(homes)) {
            return all.filter(home -> version(home) >= 21)
                    .max(java.util.Comparator.comparingInt(NewestJavaIT::version))
                    .map(home -> home.resolve("bin/java"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The feature release of a JDK by its {@code release} file; 0 when it has none. */
    private static int version(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("\\D*(\\d+).*", "$1"))
                    .map(Integer::valueOf)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
