package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Plays the runbooks: each block of commands in them that is marked as bash, in their order, against a hub. */
class RunbooksIT {

    private static final Path ROOT = Path.of(System.getProperty("hub.root"));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");

    private final Sandbox sandbox = Sandbox.onH2();
    private final String carrier = sandbox.carriers().get(0);

    @TempDir
    Path folder;

    @AfterEach
    void leaveTheHubAsItWas() {
        sandbox.adminPost("/admin/carriers/" + carrier + "/enable", "");
        sandbox.adminPost("/admin/carriers/" + carrier + "/weight", "{\"weight\":100}");
        sandbox.adminPost("/api/method/dartwing_tel.admin.clear_emergency_limits", "");
    }

    @TestFactory
    Stream<DynamicTest> every_command_of_the_runbooks_works() throws IOException {
        // Other tests make carriers fail, and the health command would tell of it for an hour.
        sandbox.carriers().forEach(sandbox::behaveAgain);
        // Without a call there would be nothing to count.
        Sandbox.id(
                sandbox.send("{\"to\":\"+14155550195\",\"body\":\"Hello\",\"preferred_carrier\":\"" + carrier + "\"}"));
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/runbooks"))) {
            return pages.sorted().toList().stream().flatMap(page -> {
                List<String> blocks = blocks(page);
                assertThat(blocks).as(page.toString()).isNotEmpty();
                return blocks.stream()
                        .map(block -> DynamicTest.dynamicTest(
                                page.getFileName() + ": "
                                        + block.lines().findFirst().orElseThrow(),
                                () -> play(block)));
            });
        }
    }

    private static List<String> blocks(Path page) {
        try {
            return BLOCK.matcher(Files.readString(page))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void play(String block) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", block)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment()
                .putAll(Map.of(
                        "HUB",
                        sandbox.hub.url("").toString(),
                        "ADMIN",
                        "admin:" + sandbox.key.adminPassword(),
                        "CARRIER",
                        carrier));
        Process process = Children.start(bash);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(block).isTrue();
            assertThat(process.exitValue())
                    .as(block + "\n" + Files.readString(output))
                    .isZero();
            assertThat(Files.readString(output)).as(block).isNotBlank();
        } finally {
            process.destroyForcibly();
        }
    }
}
