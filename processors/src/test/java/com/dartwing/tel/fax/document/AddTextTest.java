package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read in a picture lies where it was read: here the picture itself is laid over its document. */
class AddTextTest extends PrepareBase {

    private static final AddText ADD = new AddText();

    @ParameterizedTest
    @CsvSource({
        "595, 842, 0",
        "595, 842, 90",
        "595, 842, 180",
        "595, 842, 270",
        "842, 595, 0",
        "1200, 900, 270",
    })
    void wordsLieOnTheirPicture(int width, int height, int rotation) throws IOException {
        var pdf = page(width, height, rotation);
        var before = picture(pdf);
        var words = SamplePdf.write(
                directory.resolve("words.pdf"), 1, new PDRectangle(500, 700), SamplePdf.picture(before));
        var searchable = directory.resolve("searchable.pdf");

        ADD.add(pdf, words, searchable);

        var after = picture(searchable);
        assertThat(Tiff.black(before)).isGreaterThan(0.001);
        assertThat(different(before, after)).isLessThan(0.1 * Tiff.black(before));
    }

    private Path page(int width, int height, int rotation) {
        return prepare(SamplePdf.write(
                        directory.resolve("page.pdf"), 1, new PDRectangle(width, height), (document, page) -> {
                            page.setRotation(rotation);
                            try (var content = new PDPageContentStream(document, page)) {
                                content.addRect(20, height * 0.7f, width / 4f, height / 10f);
                                content.fill();
                            }
                        }))
                .pdf();
    }

    private BufferedImage picture(Path pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
        var tiff = directory.resolve("picture.tiff");
        new Rasterise().rasterise(pdf, Resolution.FINE, tiff);
        return Tiff.pages(tiff).get(0);
    }

    /** The share of dots that are not the same. */
    private static double different(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        int count = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                count += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return (double) count / (one.getWidth() * one.getHeight());
    }
}
