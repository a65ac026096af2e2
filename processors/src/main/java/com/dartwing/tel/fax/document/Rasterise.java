package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/** Makes the picture that goes over the line: a TIFF of one Group 4 page for each page of a {@link FaxDocument}. */
public final class Rasterise {

    private static final String TOO_LONG = "The document takes too long to draw";

    private final DocumentLimits limits;
    private final Watchdog watchdog;

    /** With the limits of the contract. */
    public Rasterise() {
        this(DocumentLimits.standard());
    }

    /** With limits of its own. */
    public Rasterise(DocumentLimits limits) {
        this.limits = limits;
        this.watchdog = Watchdog.ofThisMachine();
    }

    /**
     * Writes the TIFF; nothing is left of it when this fails.
     *
     * @throws InvalidDocument {@code TEL-303} when the document cannot be drawn within the limits
     */
    public void rasterise(Path pdf, Resolution resolution, Path tiff) {
        boolean done = false;
        try {
            watchdog.run(limits.document(), TOO_LONG, deadline -> write(pdf, resolution, tiff, deadline));
            done = true;
        } finally {
            if (!done) {
                delete(tiff);
            }
        }
    }

    private Void write(Path pdf, Resolution resolution, Path tiff, Deadline document) throws IOException {
        try (var source = Loader.loadPDF(
                        new RandomAccessReadBufferedFile(pdf),
                        "",
                        null,
                        null,
                        IOUtils.createTempFileOnlyStreamCache());
                var out = new Group4Tiff(tiff, resolution)) {
            var renderer = new FaxRenderer(source, resolution);
            for (int page = 0; page < source.getNumberOfPages(); page++) {
                document.check();
                var message = "Page %d takes too long to draw".formatted(page + 1);
                save(renderer.render(page, Deadline.in(limits.rendering(), message)), out);
            }
        }
        return null;
    }

    private static void save(BufferedImage page, Group4Tiff out) {
        try {
            out.write(page);
        } catch (IOException e) {
            throw new Watchdog.DiskFailure(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
