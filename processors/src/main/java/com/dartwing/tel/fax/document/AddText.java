package com.dartwing.tel.fax.document;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.LayerUtility;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.util.Matrix;

/**
 * Lays the words that were read in the picture of a document over it, invisibly, so that they can be searched and marked.
 * The document's own pictures stay as they are.
 */
public final class AddText {

    /**
     * Writes the document with its words.
     *
     * @param pdf a document that {@link PrepareDocument} made
     * @param words a PDF of nothing but invisible text, with a page for each page of the picture that {@link Rasterise} made
     *     of the document at {@link Resolution#FINE}, whatever its size
     */
    public void add(Path pdf, Path words, Path searchable) {
        try (var document = Loader.loadPDF(pdf.toFile());
                var text = Loader.loadPDF(words.toFile())) {
            var layers = new LayerUtility(document);
            int pages = Math.min(document.getNumberOfPages(), text.getNumberOfPages());
            for (int page = 0; page < pages; page++) {
                lay(document, layers, text, page);
            }
            document.save(searchable.toFile(), CompressParameters.NO_COMPRESSION);
        } catch (IOException | NoninvertibleTransformException e) {
            throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static void lay(PDDocument document, LayerUtility layers, PDDocument text, int number)
            throws IOException, NoninvertibleTransformException {
        var page = document.getPage(number);
        var sheet = text.getPage(number).getMediaBox();
        var form = layers.importPageAsForm(text, number);
        try (var content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
            content.transform(new Matrix(toPage(page, sheet.getWidth(), sheet.getHeight())));
            content.drawForm(form);
        }
    }

    /** From the points of a page of words to those of the document's page, whose picture the words were read in. */
    private static AffineTransform toPage(PDPage page, double width, double height)
            throws NoninvertibleTransformException {
        var box = page.getCropBox();
        boolean quarter = page.getRotation() % 180 != 0;
        double across = quarter ? box.getHeight() : box.getWidth();
        double along = quarter ? box.getWidth() : box.getHeight();
        int lines =
                Paper.forPage(Math.min(across, along), Math.max(across, along)).lines(Resolution.FINE);
        // Each step is done before those above it: words to dots, dots to the page as it is seen, that to the page
        // itself.
        var all = new AffineTransform();
        all.translate(box.getLowerLeftX(), box.getLowerLeftY());
        all.concatenate(turnBack(page.getRotation(), box.getWidth(), box.getHeight()));
        all.concatenate(new AffineTransform(1, 0, 0, -1, 0, along));
        all.concatenate(Paper.place(across, along, Resolution.FINE).createInverse());
        all.concatenate(new AffineTransform(Resolution.WIDTH / width, 0, 0, -lines / height, 0, lines));
        return all;
    }

    /** From a page as it is seen, turned clockwise, to the page itself; both have their origin at the lower left. */
    private static AffineTransform turnBack(int degrees, double width, double height) {
        return switch (Math.floorMod(degrees, 360)) {
            case 90 -> new AffineTransform(0, 1, -1, 0, width, 0);
            case 180 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 270 -> new AffineTransform(0, -1, 1, 0, 0, height);
            default -> new AffineTransform();
        };
    }
}
