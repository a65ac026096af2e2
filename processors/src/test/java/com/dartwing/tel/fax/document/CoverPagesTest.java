package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoverPagesTest extends PrepareBase {

    private static final Instant AT = Instant.parse("2026-01-15T09:00:00Z");

    @ParameterizedTest
    @EnumSource
    void aCoverComesFirstAndCountsItself(CoverPage.Template template) throws IOException {
        var fax = behind(cover(template, "Dr. Ελένη Παπαδοπούλου", "<b>&amp;</b> Дмитрий 北京大学", "As agreed."), 2);

        assertThat(fax.pages()).isEqualTo(3);
        var text = textOf(fax);
        assertThat(text.indexOf("As agreed.")).isBetween(0, text.indexOf("Line 1."));
        assertThat(text)
                .contains("Dr. Ελένη Παπαδοπούλου", "<b>&amp;</b> Дмитрий 北京大学", "+14155550100", "+18005559999")
                .contains("15 January 2026, 09:00 UTC")
                .containsPattern("3(,| pages)")
                .doesNotContain("{{");
        assertThat(Tiff.black(pictures(fax).get(0))).isBetween(0.002, 0.1);
    }

    @Test
    void noticesAreWhereTheyBelong() throws IOException {
        assertThat(textOf(behind(cover(CoverPage.Template.MEDICAL, "A", "B", null), 1)))
                .contains("HIPAA");
        assertThat(textOf(behind(cover(CoverPage.Template.LEGAL, "A", "B", null), 1)))
                .contains("privilege");
    }

    @Test
    void arabicRunsFromTheRightAndIsJoined() throws IOException {
        var message = "السلام عليكم";
        var page = pictures(behind(cover(CoverPage.Template.MINIMAL, "A", "B", message), 1))
                .get(0);

        assertThat(Tiff.black(page, 0.1, 0.245, 0.6, 0.5)).isZero();
        assertThat(Tiff.black(page, 0.6, 0.245, 0.95, 0.5)).isPositive();
        assertThat(new CoverPages(null).html(cover(CoverPage.Template.MINIMAL, "A", "B", message)))
                .contains("dir=\"rtl\">" + message);
    }

    @ParameterizedTest
    @EnumSource
    void aLogoIsDrawnAtTheTopOfEachCover(CoverPage.Template template) throws IOException {
        var cover = cover(template, "A", "B", "As agreed.");
        // A disc on nothing: what is transparent stays white.
        var disc = new BufferedImage(300, 150, BufferedImage.TYPE_INT_ARGB);
        var pen = disc.createGraphics();
        pen.setColor(Color.BLACK);
        pen.fillOval(75, 0, 150, 150);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(disc, "png", bytes);
        var logo = SmallPicture.of(Base64.getEncoder().encodeToString(bytes.toByteArray()));

        var with = pictures(behind(cover.withLogo(logo), 1)).get(0);

        // Some 300 x 145 dots at the right edge of the print, in the middle of which the disc is; the page is centred.
        int right = with.getWidth() - (with.getWidth() - (int) (8.27 * 204)) / 2 - (int) (0.75 * 204);
        int top = (int) (0.8 * 196);
        assertThat(ink(with, right - 300, top, 300, 145)).isBetween(0.30, 0.50);
        assertThat(ink(with, right - 300, top, 60, 145)).isZero();
        assertThat(ink(with, right - 200, top + 30, 100, 80)).isGreaterThan(0.99);
    }

    private static double ink(BufferedImage page, int left, int top, int width, int height) {
        double wide = page.getWidth();
        double high = page.getHeight();
        return Tiff.black(page, left / wide, top / high, (left + width) / wide, (top + height) / high);
    }

    @Test
    void longNamesStayOnThePage() {
        var page = pictures(behind(cover(CoverPage.Template.STANDARD, "W".repeat(200), "W".repeat(200), null), 1))
                .get(0);

        assertThat(Tiff.black(page, 0.93, 0, 1, 1)).isZero();
        assertThat(Tiff.black(page, 0, 0.93, 1, 1)).isZero();
    }

    @Test
    void aLongMessageTakesMorePagesAndTheyAreCounted() throws IOException {
        var fax = behind(cover(CoverPage.Template.STANDARD, "A", "B", "A line of it.\n".repeat(90)), 2);

        assertThat(fax.pages()).isGreaterThan(3);
        assertThat(textOf(fax)).contains(fax.pages() + ", this cover included");
        assertThatThrownBy(() -> behind(cover(CoverPage.Template.STANDARD, "A", "B", "x".repeat(30_000)), 1))
                .isInstanceOf(InvalidDocument.class);
    }

    @Test
    void aPageWithNothingToSayHasNoEmptyLines() {
        var cover = new CoverPage(CoverPage.Template.STANDARD, "+1", null, null, null, null, "", null, null, 0);

        assertThat(new CoverPages(null).html(cover)).doesNotContain("Subject", "Date", "class=\"name\"", "{{");
    }

    @Test
    void anOperatorsTemplateReplacesOurs() throws IOException {
        var covers = Files.createDirectory(directory.resolve("covers"));
        Files.writeString(covers.resolve("standard.html"), "<html><body>House of {{fromName}} $1 {{/}}</body></html>");

        var html = new CoverPages(covers).html(cover(CoverPage.Template.STANDARD, "A", "B & $2 {{to}}", null));

        assertThat(html).isEqualTo("<html><body>House of B &amp; $2 {{to}} $1 {{/}}</body></html>");
    }

    @Test
    void whatXmlDoesNotAllowDoesNoHarm() throws IOException {
        var fax = behind(cover(CoverPage.Template.STANDARD, "A\u0000\u001b\ud800B", "]]>\u2028\uffff", null), 1);

        assertThat(fax.pages()).isEqualTo(2);
    }

    private FaxDocument behind(CoverPage cover, int pages) {
        var pdf = SamplePdf.text(directory.resolve("text.pdf"), pages);
        return prepare.prepare(List.of(new Upload("text.pdf", pdf)), cover, directory);
    }

    private static CoverPage cover(CoverPage.Template template, String to, String from, String message) {
        return new CoverPage(template, "+14155550100", "+18005559999", to, from, "The subject", message, AT, null, 0);
    }
}
