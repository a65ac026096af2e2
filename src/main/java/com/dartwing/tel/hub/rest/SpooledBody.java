package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A request's body in a temporary file that only this process may read: too long for the memory, and read twice. */
final class SpooledBody implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Path file;

    private SpooledBody(Path file) {
        this.file = file;
    }

    /**
     * Takes a body off the wire.
     *
     * @throws TelException.TooLarge when it has more than {@code limit} bytes
     */
    static SpooledBody of(InputStream body, long limit) {
        Path file = null;
        try {
            file = Files.createTempFile("hub-batch-", ".json");
            copy(body, file, limit);
            return new SpooledBody(file);
        } catch (IOException e) {
            delete(file);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    private static void copy(InputStream body, Path file, long limit) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long taken = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                taken += read;
                if (taken > limit) {
                    throw new TelException.TooLarge("The request is larger than " + limit + " bytes", null);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw BoundedBodyFilter.brokeOff();
        }
    }

    /** The body from its beginning. */
    InputStream open() {
        try {
            return new BufferedInputStream(Files.newInputStream(file), BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(file);
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
