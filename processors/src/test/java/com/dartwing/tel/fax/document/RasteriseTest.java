package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RasteriseTest {

    private static final PDRectangle LEGAL = new PDRectangle(612, 1008);

    @TempDir
    private Path directory;

    private final Rasterise rasterise = new Rasterise();

    @Test
    void textIsBlackOnWhiteWhereItStood() {
        var page = onlyPage(SamplePdf.text(directory.resolve("text.pdf"), 1), Resolution.FINE);

        assertThat(page.getWidth()).isEqualTo(1728);
        assertThat(page.getHeight()).isEqualTo(2292);
        assertThat(Tiff.black(page)).isBetween(0.02, 0.15);
        assertThat(Tiff.black(page, 0, 0, 1, 0.06)).isZero();
        assertThat(Tiff.black(page, 0.1, 0.08, 0.6, 0.85)).isBetween(0.05, 0.3);
        assertThat(Tiff.black(page, 0, 0.93, 1, 1)).isZero();
    }

    @Test
    void standardResolutionHasHalfTheLinesAndTheSamePicture() {
        var pdf = SamplePdf.text(directory.resolve("text.pdf"), 1);

        var fine = onlyPage(pdf, Resolution.FINE);
        var standard = onlyPage(pdf, Resolution.STANDARD);

        assertThat(standard.getWidth()).isEqualTo(1728);
        assertThat(standard.getHeight()).isEqualTo(1146);
        assertThat(Tiff.black(standard)).isCloseTo(Tiff.black(fine), within(0.02));
    }

    @ParameterizedTest
    @CsvSource({
        "612, 792, 2156", // Letter
        "595.28, 841.89, 2292", // A4
        "612, 1008, 2744", // Legal
        "841.89, 1190.55, 2292", // A3
        "841.89, 595.28, 2292", // A4 across
        "200, 100, 2156",
        "3000, 3000, 2156",
        "100, 14000, 2744"
    })
    void nothingOfAPageIsCut(float width, float height, int lines) {
        var pdf = SamplePdf.write(directory.resolve("frame.pdf"), 1, new PDRectangle(width, height), (doc, page) -> {
            try (var content = new PDPageContentStream(doc, page)) {
                content.setLineWidth(Math.max(width, height) / 100);
                content.addRect(0, 0, width, height);
                content.stroke();
            }
        });

        var page = onlyPage(pdf, Resolution.FINE);

        assertThat(page.getHeight()).isEqualTo(lines);
        assertThat(frame(page)).containsExactly(true, true, true, true);
    }

    @Test
    void photographsBecomeDotsAsDarkAsTheyAre() {
        var photo = new BufferedImage(800, 1000, BufferedImage.TYPE_INT_RGB);
        var g = photo.createGraphics();
        g.setPaint(new GradientPaint(0, 0, Color.BLACK, 0, 1000, Color.WHITE));
        g.fillRect(0, 0, 800, 1000);

        var page = onlyPage(
                SamplePdf.write(directory.resolve("photo.pdf"), 1, PDRectangle.A4, SamplePdf.picture(photo)),
                Resolution.FINE);

        for (double tone : List.of(0.2, 0.4, 0.5, 0.6, 0.8)) {
            double black = Tiff.black(page, 0.1, tone - 0.02, 0.9, tone + 0.02);
            assertThat(black).as("at %s", tone).isCloseTo(1 - tone, within(0.05));
        }
    }

    @Test
    void scannedTextIsNotMadeOfDots() {
        var text = onlyPage(SamplePdf.text(directory.resolve("text.pdf"), 1), Resolution.FINE);
        var scan = new BufferedImage(2480, 3508, BufferedImage.TYPE_BYTE_GRAY);
        var g = scan.createGraphics();
        g.drawImage(text, 0, 0, 2480, 3508, null);
        g.setColor(new Color(245, 245, 245, 60)); // paper is not white, ink is not black
        g.fillRect(0, 0, 2480, 3508);

        var page = onlyPage(
                SamplePdf.write(directory.resolve("scan.pdf"), 1, PDRectangle.A4, SamplePdf.picture(scan)),
                Resolution.FINE);

        assertThat(Tiff.black(page)).isCloseTo(Tiff.black(text), within(0.02));
        assertThat(Tiff.black(page, 0, 0, 1, 0.06)).isZero();
    }

    @Test
    void aDocumentHasOnePictureForEachPage() {
        var tiff = rasterise(SamplePdf.text(directory.resolve("text.pdf"), 12), Resolution.FINE);

        assertThat(Tiff.pages(tiff)).hasSize(12).allSatisfy(page -> assertThat(Tiff.black(page))
                .isBetween(0.02, 0.15));
    }

    /** Whether the left, upper, right and lower line of the frame are there. */
    private static List<Boolean> frame(BufferedImage page) {
        int left = page.getWidth();
        int right = -1;
        int top = page.getHeight();
        int bottom = -1;
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                if ((page.getRGB(x, y) & 0xFF) == 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        double width = page.getWidth();
        double height = page.getHeight();
        int middleX = (left + right) / 2;
        int middleY = (top + bottom) / 2;
        return List.of(
                line(page, left / width, middleY / height),
                line(page, middleX / width, top / height),
                line(page, right / width, middleY / height),
                line(page, middleX / width, bottom / height));
    }

    private static boolean line(BufferedImage page, double x, double y) {
        return Tiff.black(
                        page,
                        Math.max(0, x - 0.01),
                        Math.max(0, y - 0.01),
                        Math.min(1, x + 0.01),
                        Math.min(1, y + 0.01))
                > 0;
    }

    private BufferedImage onlyPage(Path pdf, Resolution resolution) {
        var pages = Tiff.pages(rasterise(pdf, resolution));
        assertThat(pages).hasSize(1);
        return pages.get(0);
    }

    private Path rasterise(Path pdf, Resolution resolution) {
        var tiff = directory.resolve("fax.tiff");
        rasterise.rasterise(pdf, resolution, tiff);
        return tiff;
    }
}
