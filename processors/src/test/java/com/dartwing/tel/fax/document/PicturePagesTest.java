package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturePagesTest extends PrepareBase {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "tiff"})
    void aPictureFillsAPage(String format) throws IOException {
        var page = pictures(prepare(picture(format, 600, 800, BufferedImage.TYPE_INT_RGB)))
                .get(0);

        assertUpperLeftIsBlack(page);
    }

    @Test
    void aTransparentPictureStandsOnWhite() throws IOException {
        var page = pictures(prepare(picture("png", 600, 800, BufferedImage.TYPE_INT_ARGB)))
                .get(0);

        assertUpperLeftIsBlack(page);
    }

    @Test
    void aLyingPictureIsTurnedToFit() throws IOException {
        var page = pictures(prepare(picture("png", 800, 600, BufferedImage.TYPE_INT_RGB)))
                .get(0);

        // Turned clockwise: the upper left is the upper right now.
        assertThat(Tiff.black(page, 0.6, 0.1, 0.9, 0.4)).isCloseTo(1, within(0.02));
        assertThat(Tiff.black(page, 0.1, 0.1, 0.4, 0.9)).isZero();
    }

    @Test
    void aFaxInIsTheSameFaxOut() throws IOException {
        for (var resolution : Resolution.values()) {
            var tiff = directory.resolve("in.tiff");
            new Rasterise().rasterise(SamplePdf.text(directory.resolve("in.pdf"), 3), resolution, tiff);

            var fax = prepare(tiff);

            assertThat(fax.pages()).isEqualTo(3);
            try (var pdf = Loader.loadPDF(fax.pdf().toFile())) {
                var page = pdf.getPage(0);
                var picture = page.getResources()
                        .getXObject(
                                page.getResources().getXObjectNames().iterator().next());
                assertThat(picture.getCOSObject().getCOSName(COSName.FILTER)).isEqualTo(COSName.CCITTFAX_DECODE);
                assertThat(page.getMediaBox().getWidth() / 72 * 25.4).isCloseTo(215.2, within(0.2));
                assertThat(page.getMediaBox().getHeight() / 72 * 25.4).isCloseTo(297, within(0.3));
            }
            var before = Tiff.pages(tiff).get(1);
            assertThat(Tiff.black(pictures(fax).get(1))).isCloseTo(Tiff.black(before), within(0.02));
        }
    }

    @Test
    void aCameraHeldOnItsSideGivesAnUprightPage() throws IOException {
        var jpeg = Files.readAllBytes(picture("jpg", 800, 600, BufferedImage.TYPE_INT_RGB));
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        var turned = Files.newOutputStream(directory.resolve("turned.jpg"));
        try (turned) {
            turned.write(jpeg, 0, 2);
            turned.write(exif);
            turned.write(jpeg, 2, jpeg.length - 2);
        }

        var page = pictures(prepare(directory.resolve("turned.jpg"))).get(0);

        assertThat(Tiff.black(page, 0.6, 0.1, 0.9, 0.4)).isCloseTo(1, within(0.02));
        assertThat(Tiff.black(page, 0.1, 0.1, 0.4, 0.9)).isZero();
    }

    @Test
    void aPictureThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        var png = Files.readAllBytes(picture("png", 60, 80, BufferedImage.TYPE_INT_RGB));
        png[16 + 1] = 1; // its width: 65,596
        png[20 + 1] = 1;

        assertRefused("too large", Files.write(directory.resolve("huge.png"), png));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "tiff"})
    void aDamagedPictureIsRefused(String format) throws IOException {
        var bytes = Files.readAllBytes(picture(format, 600, 800, BufferedImage.TYPE_INT_RGB));
        var cut = java.util.Arrays.copyOf(bytes, 20);

        assertRefused("", Files.write(directory.resolve("cut." + format), cut));
    }

    /** Its upper left quarter is black. */
    private Path picture(String format, int width, int height, int type) throws IOException {
        var image = new BufferedImage(width, height, type);
        var g = image.createGraphics();
        if (type == BufferedImage.TYPE_INT_RGB) {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, width, height);
        }
        g.setColor(Color.BLACK);
        g.fillRect(0, 0, width / 2, height / 2);
        var file = directory.resolve("picture." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    private static void assertUpperLeftIsBlack(BufferedImage page) {
        assertThat(Tiff.black(page, 0.1, 0.1, 0.4, 0.4)).isCloseTo(1, within(0.02));
        assertThat(Tiff.black(page, 0.6, 0.1, 0.9, 0.9)).isZero();
        assertThat(Tiff.black(page, 0.1, 0.6, 0.9, 0.9)).isZero();
    }
}
