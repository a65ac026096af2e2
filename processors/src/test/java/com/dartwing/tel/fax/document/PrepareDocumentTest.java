package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.error.TelException.InvalidDocument;
import com.dartwing.tel.error.TelException.TooLarge;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;

class PrepareDocumentTest extends PrepareBase {

    @Test
    void aPdfKeepsItsPagesAndItsText() throws IOException {
        var fax = prepare(SamplePdf.text(directory.resolve("text.pdf"), 3));

        assertThat(fax.pages()).isEqualTo(3);
        assertThat(textOf(fax)).contains("Line 40. " + SamplePdf.PANGRAM);
    }

    @Test
    void onlyPdfAndTiffAreReceived() throws IOException {
        var picture = directory.resolve("fax.tiff");
        new Rasterise().rasterise(SamplePdf.text(directory.resolve("text.pdf"), 2), Resolution.FINE, picture);

        assertThat(prepare.received(picture, directory).pages()).isEqualTo(2);
        assertThat(prepare.received(directory.resolve("text.pdf"), directory).pages())
                .isEqualTo(2);
        assertThatThrownBy(() -> prepare.received(Files.writeString(directory.resolve("a"), "Sign in"), directory))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("neither a PDF nor a TIFF");
    }

    @Test
    void severalDocumentsFollowEachOther() throws IOException {
        var one = SamplePdf.text(directory.resolve("one.pdf"), 2);
        var two = SamplePdf.text(directory.resolve("two.pdf"), 3);

        var fax = prepare(one, two);

        assertThat(fax.pages()).isEqualTo(5);
        assertThat(textOf(fax).split("Line 40\\.")).hasSize(6);
    }

    @Test
    void twoHundredPagesAreAFaxAndOneMoreIsNot() {
        assertThat(prepare(SamplePdf.text(directory.resolve("most.pdf"), 200)).pages())
                .isEqualTo(200);

        assertRefused("at most 200 pages", SamplePdf.text(directory.resolve("more.pdf"), 201));
        assertRefused(
                "at most 200 pages",
                SamplePdf.text(directory.resolve("most.pdf"), 199),
                SamplePdf.text(directory.resolve("two.pdf"), 2));
    }

    @Test
    void anEncryptedPdfIsRefused() throws IOException {
        for (var password : List.of("", "secret")) {
            var file = directory.resolve("locked.pdf");
            try (var document = Loader.loadPDF(
                    SamplePdf.text(directory.resolve("open.pdf"), 1).toFile())) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
                document.save(file.toFile());
            }

            assertRefused("encrypted", file);
        }
    }

    @Test
    void whatIsNoDocumentIsRefused() throws IOException {
        assertRefused("is not a PDF", Files.write(directory.resolve("a.pdf"), new byte[] {1, 2, 3}));
        assertRefused("is empty", Files.write(directory.resolve("b.pdf"), new byte[0]));
        assertRefused("damaged", Files.writeString(directory.resolve("c.pdf"), "%PDF-1.7\nnothing"));
        assertThatThrownBy(() -> prepare.prepare(List.of(), null, directory)).isInstanceOf(InvalidDocument.class);
    }

    @Test
    void tooManyBytesAreTooLarge() throws IOException {
        var file = directory.resolve("large.pdf");
        try (var out = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            out.setLength((50L << 20) + 1);
        }

        assertThatThrownBy(() -> prepare(file)).isInstanceOf(TooLarge.class).hasMessageContaining("50 MiB");
    }
}
