package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text that is set down as stamps, beside the same text drawn glyph by glyph, as text that is not opaque is. */
class GlyphStampsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        // size, degrees
        "6, 0",
        "11, 0",
        "11, 90",
        "11, 17",
        "24, 180",
        "40, 0",
        "90, 0",
    })
    void stampsLookAsTheGlyphsDo(float size, double degrees) {
        Text text = content -> {
            var turned = Matrix.getRotateInstance(Math.toRadians(degrees), 300, 420);
            turned.concatenate(Matrix.getTranslateInstance(-200, 0));
            content.setTextMatrix(turned);
            content.showText("Quick foxes: 221 & Жук ß");
        };

        var stamped = page(size, 1, text);
        var drawn = page(size, 0.999f, text);

        assertThat(Tiff.black(drawn)).isGreaterThan(0.0001);
        assertThat(strays(stamped, drawn)).isZero();
        assertThat(strays(drawn, stamped)).isZero();
    }

    @Test
    void whatIsClippedIsNotStamped() {
        var page = page(11, 1, content -> {
            content.newLineAtOffset(100, 400);
            content.endText();
            content.addRect(0, 0, 200, PDRectangle.A4.getHeight());
            content.clip();
            content.beginText();
            content.newLineAtOffset(100, 400);
            content.showText("A line that goes on beyond the edge of what may be drawn on");
        });

        assertThat(Tiff.black(page, 0.1, 0.4, 0.33, 0.6)).isPositive();
        assertThat(Tiff.black(page, 0.35, 0, 1, 1)).isZero();
    }

    @Test
    void eachColourHasStampsOfItsOwn() {
        var page = page(11, 1, content -> {
            content.newLineAtOffset(100, 700);
            content.showText("Twice");
            content.setNonStrokingColor(Color.WHITE);
            content.newLineAtOffset(0, -500);
            content.showText("Twice");
        });

        assertThat(Tiff.black(page, 0, 0, 1, 0.5)).isPositive();
        assertThat(Tiff.black(page, 0, 0.5, 1, 1)).isZero();
    }

    /** Dots of a page that are more than one dot away from any of the other. */
    private static int strays(BufferedImage page, BufferedImage other) {
        int strays = 0;
        for (int y = 1; y < page.getHeight() - 1; y++) {
            for (int x = 1; x < page.getWidth() - 1; x++) {
                if (isInk(page, x, y) && !isInkAround(other, x, y)) {
                    strays++;
                }
            }
        }
        return strays;
    }

    private static boolean isInkAround(BufferedImage page, int x, int y) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (isInk(page, x + dx, y + dy)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isInk(BufferedImage page, int x, int y) {
        return (page.getRGB(x, y) & 0xFF) == 0;
    }

    private interface Text {
        void in(PDPageContentStream content) throws IOException;
    }

    private BufferedImage page(float size, float opacity, Text text) {
        var pdf = SamplePdf.write(directory.resolve("text.pdf"), 1, PDRectangle.A4, (document, page) -> {
            try (var stream = GlyphStampsTest.class.getResourceAsStream("/fax/fonts/NotoSans-Regular.ttf");
                    var content = new PDPageContentStream(document, page)) {
                var opaque = new PDExtendedGraphicsState();
                opaque.setNonStrokingAlphaConstant(opacity);
                content.setGraphicsStateParameters(opaque);
                content.beginText();
                content.setFont(PDType0Font.load(document, stream), size);
                text.in(content);
                content.endText();
            }
        });
        var tiff = directory.resolve("fax.tiff");
        new Rasterise().rasterise(pdf, Resolution.FINE, tiff);
        return Tiff.pages(tiff).get(0);
    }
}
