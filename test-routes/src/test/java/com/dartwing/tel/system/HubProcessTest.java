package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubProcessTest {
    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void packageTheFake() throws IOException {
        jar = folder.resolve("fake.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeHub.class.getName());
        var name = FakeHub.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                var archive = new JarOutputStream(file, manifest);
                var code = FakeHub.class.getResourceAsStream("/" + name)) {
            archive.putNextEntry(new JarEntry(name));
            code.transferTo(archive);
        }
    }

    @Test
    void asksWithAKeyOrAsAPerson() {
        try (var hub = HubProcess.with().jar(jar).start()) {
            var posted = hub.post("/any", "tel_live_1", "x");

            assertThat(posted.status()).isEqualTo(200);
            assertThat(posted.json().path("method").asText()).isEqualTo("POST");
            assertThat(posted.json().path("authorization").asText()).isEqualTo("Bearer tel_live_1");
            assertThat(posted.json().path("body").asText()).isEqualTo("x");
            assertThat(posted.header("content-length")).isNotEmpty();
            assertThat(hub.get("/any", null).json().path("authorization").asText())
                    .isEqualTo("null");
            assertThat(hub.getAs("admin", "secret", "/any")
                            .json()
                            .path("authorization")
                            .asText())
                    .isEqualTo("Basic YWRtaW46c2VjcmV0");
            assertThat(hub.send("PUT", "/any", Map.of("Authorization", "none"), null)
                            .json()
                            .path("method")
                            .asText())
                    .isEqualTo("PUT");
        }
    }

    @Test
    void givesArgumentsAndEnvironment() {
        try (var hub =
                HubProcess.with("--one=1").env("TEL_SECRET", "given").jar(jar).start()) {

            assertThat(hub.logs())
                    .contains(
                            "--server.port=" + hub.port(),
                            "--tel.data-dir=" + hub.dataDir(),
                            "--one=1",
                            "secret given");
        }
    }

    @Test
    void isKilledOrStoppedAndStartedAgain() {
        try (var hub = HubProcess.with().jar(jar).start()) {
            hub.kill9();
            assertThat(hub.isAlive()).isFalse();
            assertThat(hub.logs()).doesNotContain("stopped in order");

            hub.restart();
            assertThat(hub.get("/any", null).status()).isEqualTo(200);

            hub.stop();
            assertThat(hub.isAlive()).isFalse();
            assertThat(hub.logs()).contains("stopped in order");
        }
    }

    @Test
    void leavesNothingBehind() {
        var hub = HubProcess.with().jar(jar).start();
        var kept = HubProcess.with().dataDir(folder.resolve("data")).jar(jar).start();

        hub.close();
        kept.close();

        assertThat(ProcessHandle.of(hub.pid()).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(hub.dataDir()).doesNotExist();
        assertThat(kept.dataDir()).isDirectory();
    }

    @Test
    void tellsTheEndOfTheLogWhenTheHubFails() {
        var launch = HubProcess.with("--fail").jar(jar);

        assertThatThrownBy(launch::start)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ended with status 3")
                .hasMessageContaining("no luck");
    }
}
