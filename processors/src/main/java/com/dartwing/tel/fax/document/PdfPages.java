package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Opens a stranger's PDF and checks each of its pages. */
final class PdfPages {

    private final DocumentLimits limits;
    private final Deadline deadline;
    private final DecodedBytes decoded;

    PdfPages(DocumentLimits limits, Deadline deadline) {
        this.limits = limits;
        this.deadline = deadline;
        this.decoded = new DecodedBytes(limits, deadline);
    }

    /** The document, of which every page may be drawn; the caller closes it. Throws {@code TEL-303} with the reason. */
    PDDocument open(Path pdf, Path directory) throws IOException {
        new CompressedStreams().measure(pdf, decoded);
        var document = load(pdf, directory);
        try {
            check(document);
            return document;
        } catch (Throwable e) {
            document.close();
            throw e;
        }
    }

    private static PDDocument load(Path pdf, Path directory) throws IOException {
        var memory = MemoryUsageSetting.setupTempFileOnly().setTempDir(directory.toFile());
        try {
            return Loader.loadPDF(new RandomAccessReadBufferedFile(pdf), "", null, null, memory.streamCache);
        } catch (InvalidPasswordException e) {
            throw encrypted();
        }
    }

    private void check(PDDocument document) throws IOException {
        if (document.isEncrypted()) {
            throw encrypted();
        }
        var filters = new FilterChain(limits, decoded);
        var streams = new CheckStreams(limits, deadline, filters);
        var drawing = new CheckDrawing(limits, deadline, filters);
        int count = 0;
        for (PDPage page : document.getPages()) {
            if (++count > limits.pages()) {
                throw tooManyPages(limits);
            }
            checkSize(page, count);
            var drawn = DrawnPage.of(page);
            streams.check(drawn.getCOSObject());
            drawing.check(drawn);
        }
        if (count == 0) {
            throw new InvalidDocument("The PDF has no pages");
        }
    }

    private void checkSize(PDPage page, int number) {
        var box = page.getCropBox();
        float longer = Math.max(box.getWidth(), box.getHeight());
        float shorter = Math.min(box.getWidth(), box.getHeight());
        if (!(shorter >= 1) || !(longer <= limits.pageUnits())) {
            throw new InvalidDocument("Page %d of the PDF is %.0f x %.0f points; 1 to %.0f is possible"
                    .formatted(number, box.getWidth(), box.getHeight(), limits.pageUnits()));
        }
    }

    private static InvalidDocument encrypted() {
        return new InvalidDocument("The PDF is encrypted; send it without a password");
    }

    static InvalidDocument tooManyPages(DocumentLimits limits) {
        return new InvalidDocument("A fax has at most %d pages, its cover included".formatted(limits.pages()));
    }
}
