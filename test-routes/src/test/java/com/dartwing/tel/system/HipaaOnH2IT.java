package com.dartwing.tel.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Messages with health data on the database that needs nothing installed. */
class HipaaOnH2IT extends HipaaScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }

    /** Looks into every file of the data directory, byte for byte. */
    @Override
    boolean isKept(String text) {
        try (Stream<Path> files = Files.walk(sandbox().hub.dataDir())) {
            return files.filter(Files::isRegularFile).anyMatch(file -> holds(file, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
