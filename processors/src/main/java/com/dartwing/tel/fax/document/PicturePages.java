package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * Puts pictures on pages, one each. JPEG and fax-compressed TIFF are taken as they are; all else is compressed without
 * loss. A TIFF that gives its dots per inch, as a fax does with different ones across and down, keeps its size.
 */
final class PicturePages {

    private static final double LEAST_DPI = 50;
    private static final double MOST_DPI = 2400;

    private final DocumentLimits limits;
    private final Deadline deadline;
    private final CheckPicture check;

    PicturePages(DocumentLimits limits, Deadline deadline) {
        this.limits = limits;
        this.deadline = deadline;
        this.check = new CheckPicture(limits);
    }

    /** The caller closes the document. */
    PDDocument open(DocumentType type, Path file, Path directory) throws IOException {
        var document =
                new PDDocument(MemoryUsageSetting.setupTempFileOnly().setTempDir(directory.toFile()).streamCache);
        try {
            if (type == DocumentType.JPEG) {
                jpeg(document, file);
            } else {
                decoded(document, file, type);
            }
            return document;
        } catch (Throwable e) {
            document.close();
            throw e;
        }
    }

    private void jpeg(PDDocument document, Path file) throws IOException {
        JpegHeader header;
        try (var in = Files.newInputStream(file)) {
            header = JpegHeader.read(in);
        }
        check.tones(header.width(), header.height());
        try (var in = Files.newInputStream(file)) {
            var page = add(document, JPEGFactory.createFromStream(document, in), 0, 0);
            page.setRotation(turn(header.orientation()));
        }
    }

    /** How far clockwise a page is turned for a camera held so; mirrored ones are taken as if they were not. */
    private static int turn(int orientation) {
        return switch (orientation) {
            case 3, 4 -> 180;
            case 5, 6 -> 90;
            case 7, 8 -> 270;
            default -> 0;
        };
    }

    private void decoded(PDDocument document, Path file, DocumentType type) throws IOException {
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            var reader = reader(type);
            try {
                reader.setInput(in);
                int pages = reader.getNumImages(true);
                if (pages > limits.pages()) {
                    throw PdfPages.tooManyPages(limits);
                }
                for (int page = 0; page < pages; page++) {
                    deadline.check();
                    add(document, reader, page, file, type);
                }
            } finally {
                reader.dispose();
            }
        }
    }

    private void add(PDDocument document, ImageReader reader, int number, Path file, DocumentType type)
            throws IOException {
        int width = reader.getWidth(number);
        int height = reader.getHeight(number);
        boolean bilevel = reader.getRawImageType(number) != null
                && reader.getRawImageType(number).getColorModel().getPixelSize() == 1;
        if (bilevel) {
            check.bilevel(width, height);
        } else {
            check.tones(width, height);
        }
        var fields = type == DocumentType.TIFF ? TiffFields.of(reader.getImageMetadata(number)) : TiffFields.NONE;
        PDImageXObject picture = fields.isFax() ? asItIs(document, file, number) : null;
        if (picture == null) {
            var image = reader.read(number);
            picture = bilevel ? bilevel(document, image) : LosslessFactory.createFromImage(document, image);
        }
        add(document, picture, fields.across(), fields.down());
    }

    /** The compressed picture itself, or null when PDF cannot hold it so: several strips, or rarer ways of T.4. */
    private static PDImageXObject asItIs(PDDocument document, Path file, int number) {
        try {
            return CCITTFactory.createFromFile(document, file.toFile(), number);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static PDImageXObject bilevel(PDDocument document, BufferedImage image) throws IOException {
        if (image.getType() == BufferedImage.TYPE_BYTE_BINARY) {
            return CCITTFactory.createFromImage(document, image);
        }
        return LosslessFactory.createFromImage(document, image);
    }

    /** On a page of the picture's size if that is known, else of A4's, lying when the picture lies. */
    private static PDPage add(PDDocument document, PDImageXObject picture, double across, double down)
            throws IOException {
        boolean sized = across >= LEAST_DPI && across <= MOST_DPI && down >= LEAST_DPI && down <= MOST_DPI;
        double width = sized ? picture.getWidth() * 72 / across : picture.getWidth();
        double height = sized ? picture.getHeight() * 72 / down : picture.getHeight();
        if (!sized) {
            var sheet = PDRectangle.A4;
            double scale =
                    Math.min(sheet.getWidth() / Math.min(width, height), sheet.getHeight() / Math.max(width, height));
            width *= scale;
            height *= scale;
        }
        var page = new PDPage(new PDRectangle((float) width, (float) height));
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.drawImage(picture, 0, 0, (float) width, (float) height);
        }
        return page;
    }

    private static ImageReader reader(DocumentType type) {
        var readers = ImageIO.getImageReadersByFormatName(type.name());
        if (!readers.hasNext()) {
            throw new InvalidDocument("This Java reads no " + type);
        }
        return readers.next();
    }
}
