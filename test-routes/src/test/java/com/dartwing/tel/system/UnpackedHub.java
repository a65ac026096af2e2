package com.dartwing.tel.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged hub, unpacked once for all tests, with an archive of its classes as they are after a start: from jars
 * inside a jar, and without the archive, each start takes three times as long.
 */
final class UnpackedHub {

    private static final int UNPACKED_WITHIN_SECONDS = 120;

    private final Path jar;
    private final Path archive;

    private UnpackedHub(Path folder, Path packaged) {
        this.jar = folder.resolve(packaged.getFileName());
        this.archive = folder.resolve("classes.jsa");
    }

    /**
     * Unpacks it, if nobody has since it was packaged.
     *
     * @param folder holds one folder for each package
     */
    static UnpackedHub of(Path packaged, Path folder) {
        try {
            Path mine = folder.resolve(
                    Long.toString(Files.getLastModifiedTime(packaged).toMillis()));
            var hub = new UnpackedHub(mine, packaged);
            Files.createDirectories(folder);
            try (var channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Held until the channel is closed.
                channel.lock();
                if (!Files.exists(hub.archive)) {
                    if (Files.exists(mine)) {
                        Children.delete(mine);
                    }
                    hub.unpack(packaged, mine);
                    hub.learn();
                }
            }
            return hub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack(Path packaged, Path folder) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = List.of(
                java.toString(),
                "-Djarmode=tools",
                "-jar",
                packaged.toString(),
                "extract",
                "--destination",
                folder.toString());
        var process = Children.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD));
        try {
            if (!process.waitFor(UNPACKED_WITHIN_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                Children.kill9(process);
                throw new IllegalStateException(packaged + " cannot be unpacked to " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One start and stop, at whose end the JVM writes down the classes that it has loaded. */
    private void learn() {
        SandboxKey.generate()
                .given(HubProcess.with())
                .alsoJvm("-XX:ArchiveClassesAtExit=" + archive)
                .jar(jar)
                .start()
                .close();
    }

    /** To be started by {@code java -jar}. */
    Path jar() {
        return jar;
    }

    /** For the Java that has made the archive; another one goes without. */
    String jvmOption() {
        return "-XX:SharedArchiveFile=" + archive;
    }
}
