package com.dartwing.tel.hub.fax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;

/** The program is played by scripts here; {@code FaxInScenario} has the real one. */
class TesseractTest {

    @TempDir
    private Path directory;

    private Tesseract with(Duration timeout) {
        return new Tesseract(new OcrProperties("eng", timeout, 1L << 30), directory.toString());
    }

    private Tesseract playedBy(String script, Duration timeout) throws IOException {
        Path program = Files.writeString(directory.resolve("tesseract"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return with(timeout);
    }

    @Test
    void a_machine_without_it_says_so_and_is_none_the_worse() {
        Tesseract none = with(Duration.ofMinutes(1));

        assertThat(none.isInstalled()).isFalse();
        assertThat(none.health().getStatus()).isEqualTo(Status.UNKNOWN);
        assertThatThrownBy(() -> none.read(directory.resolve("a.tiff"), directory))
                .hasMessageContaining("not installed");
    }

    @Test
    void what_it_read_is_given_back() throws IOException {
        Tesseract reader = playedBy("echo \"of $1\" > \"$2.txt\"; ulimit -v >> \"$2.txt\"", Duration.ofMinutes(1));

        Tesseract.Reading reading = reader.read(Path.of("a.tiff"), directory);

        assertThat(reader.health().getStatus()).isEqualTo(Status.UP);
        assertThat(reading.text()).isEqualTo("of a.tiff\n1048576\n");
    }

    @Test
    void what_takes_too_long_is_ended() throws IOException {
        Tesseract slow = playedBy("echo $$ > pid; exec sleep 600", Duration.ofSeconds(1));

        assertThatThrownBy(() -> slow.read(Path.of("a.tiff"), directory)).hasMessageContaining("more than");

        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::onExit).map(end -> end.join()))
                .satisfiesAnyOf(
                        end -> assertThat(end).isEmpty(),
                        end -> assertThat(end.get().isAlive()).isFalse());
    }

    @Test
    void a_failure_tells_nothing_of_what_it_said() throws IOException {
        Tesseract broken = playedBy("echo secret; exit 3", Duration.ofMinutes(1));

        assertThatThrownBy(() -> broken.read(Path.of("a.tiff"), directory)).hasMessage("tesseract ended with 3");
    }
}
