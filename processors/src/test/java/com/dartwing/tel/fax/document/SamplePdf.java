package com.dartwing.tel.fax.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** PDFs for tests. */
final class SamplePdf {

    static final String PANGRAM = "The quick brown fox jumps over the lazy dog near 221 Baker Street.";

    private static final PDFont FONT = new PDType1Font(FontName.HELVETICA);

    private SamplePdf() {}

    /** What a test draws on a page. */
    interface Drawing {
        void on(PDDocument document, PDPage page) throws IOException;
    }

    static Path write(Path file, int pages, PDRectangle size, Drawing drawing) {
        try (var document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                var page = new PDPage(size);
                document.addPage(page);
                drawing.on(document, page);
            }
            document.save(file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pages of 40 lines of text. */
    static Path text(Path file, int pages) {
        return write(file, pages, PDRectangle.A4, SamplePdf::fortyLines);
    }

    static void fortyLines(PDDocument document, PDPage page) throws IOException {
        try (var content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(FONT, 11);
            content.setLeading(17);
            content.newLineAtOffset(60, page.getMediaBox().getHeight() - 70);
            for (int line = 1; line <= 40; line++) {
                content.showText("Line %d. %s".formatted(line, PANGRAM));
                content.newLine();
            }
            content.endText();
        }
    }

    /** Draws the picture over the whole page. */
    static Drawing picture(BufferedImage picture) {
        return (document, page) -> {
            try (var content = new PDPageContentStream(document, page)) {
                var box = page.getMediaBox();
                content.drawImage(
                        LosslessFactory.createFromImage(document, picture), 0, 0, box.getWidth(), box.getHeight());
            }
        };
    }
}
