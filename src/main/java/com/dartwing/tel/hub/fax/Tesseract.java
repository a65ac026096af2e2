package com.dartwing.tel.hub.fax;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reads text in pictures by the program Tesseract, in a process of its own: on one core, after everybody else, in bounded
 * time and memory. A hub without it is no worse for anything but that, and says so in its health.
 */
@Component("ocr")
public class Tesseract implements HealthIndicator {

    private static final String PROGRAM = "tesseract";
    private static final long LARGEST_FILE_BLOCKS = 512L * 1024;
    private static final int KIB = 1024;

    private final OcrProperties properties;
    private final String path;

    @Autowired
    Tesseract(OcrProperties properties) {
        this(properties, System.getenv("PATH"));
    }

    /** @param path the directories where the program may be, as {@code PATH} has them */
    Tesseract(OcrProperties properties, String path) {
        this.properties = properties;
        this.path = String.valueOf(path);
    }

    /**
     * What was read.
     *
     * @param text page by page, parted by form feeds
     * @param words a PDF of nothing but invisible text
     */
    record Reading(String text, Path words) {}

    boolean isInstalled() {
        return program().isPresent();
    }

    private Optional<Path> program() {
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public Health health() {
        return isInstalled()
                ? Health.up().build()
                : Health.unknown()
                        .withDetail("reason", "tesseract is not installed: faxes are kept without text")
                        .build();
    }

    /**
     * Reads a picture of one or more pages.
     *
     * @throws IOException when it cannot be read within the limits
     */
    Reading read(Path tiff, Path directory) throws IOException {
        Path base = directory.resolve("read");
        ProcessBuilder builder = new ProcessBuilder(command(tiff, base))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile());
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        Process process = builder.start();
        try {
            if (!process.waitFor(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("tesseract needed more than " + properties.timeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            // What it said may hold what it read.
            throw new IOException("tesseract ended with " + process.exitValue());
        }
        return new Reading(
                Files.readString(directory.resolve("read.txt"), StandardCharsets.UTF_8), directory.resolve("read.pdf"));
    }

    private List<String> command(Path tiff, Path base) throws IOException {
        String limited = "ulimit -v " + properties.memoryBytes() / KIB + " && ulimit -f " + LARGEST_FILE_BLOCKS
                + " && exec nice -n 19 \"$@\"";
        return List.of(
                "sh",
                "-c",
                limited,
                "sh",
                program()
                        .orElseThrow(() -> new IOException("tesseract is not installed"))
                        .toString(),
                tiff.toString(),
                base.toString(),
                "-l",
                properties.languages(),
                "-c",
                "textonly_pdf=1",
                "pdf",
                "txt");
    }
}
