package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files that want to become large, and files that want to take for ever. */
class BombTest extends PrepareBase {

    private static final String PAGE =
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 5 0 R>>";

    @Test
    void formsThatDrawFormsAreCountedAsOftenAsTheyAreDrawn() {
        var pdf = new RawPdf().page(PAGE).add(4, "", "/F6 Do").add(5, resources(6));
        for (int form = 6; form < 40; form++) {
            var twice = "/F%d Do /F%d Do".formatted(form + 1, form + 1);
            pdf.add(form, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources" + resources(form + 1), twice);
        }

        assertRefused(
                "draws more than",
                pdf.add(40, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 1 1 re f")
                        .write());
    }

    @Test
    void aFormThatDrawsItselfEnds() {
        var pdf = new RawPdf()
                .page(PAGE)
                .add(4, "", "/F6 Do")
                .add(5, resources(6))
                .add(6, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources" + resources(6), "/F6 Do")
                .write();

        assertThat(prepare(pdf).pages()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"/FlateDecode, 1", "[/FlateDecode/FlateDecode], 2", "[/FlateDecode/FlateDecode/FlateDecode], 3"})
    void whatGrowsTooLargeIsRefused(String filter, int times) {
        byte[] bomb = new byte[140 << 20];
        for (int i = 0; i < times; i++) {
            bomb = deflate(bomb);
        }

        var pdf = new RawPdf()
                .page(PAGE)
                .add(4, "/Filter" + filter, bomb)
                .add(5, "<<>>")
                .write();

        assertRefused("too large when it is decompressed", pdf);
    }

    @Test
    void anObjectStreamIsMeasuredBeforeAnyParserReadsIt() {
        var bomb = deflate(new byte[140 << 20]);

        var pdf = new RawPdf()
                .page(PAGE)
                .add(4, "", "")
                .add(5, "<<>>")
                .add(6, "/Type/Obj#53tm/N 1/First 4/Filter/FlateDecode", bomb)
                .write();

        assertRefused("too large when it is decompressed", pdf);
    }

    @Test
    void aHugePageIsRefused() {
        var pdf = new RawPdf()
                .page(PAGE.replace("612 792", "20000 20000"))
                .add(4, "", "")
                .add(5, "<<>>")
                .write();

        assertRefused("20000 x 20000 points", pdf);
    }

    @ParameterizedTest
    @CsvSource({
        "/JBIG2Decode, 100, JBIG2",
        "/JPXDecode, 100, JPEG 2000",
        "/FlateDecode, 100000, too large",
        "/DCTDecode, 100, damaged",
        "/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000/Rows 2000000000>>, 100, too large",
        "/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000>>, 100, too wide"
    })
    void aPictureThatCannotBeDrawnIsRefused(String filter, int size, String reason) {
        var picture = "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d/Filter%s"
                .formatted(size, size, filter);
        var pdf = new RawPdf()
                .page(PAGE)
                .add(4, "", "/F6 Do")
                .add(5, resources(6))
                .add(6, picture, deflate(new byte[1000]))
                .write();

        assertRefused(reason, pdf);
    }

    @Test
    void aDeepPageTreeIsReadOrRefused() {
        var pdf = new RawPdf().add(1, "<</Type/Catalog/Pages 2 0 R>>");
        int depth = 50_000;
        for (int node = 2; node < depth; node++) {
            pdf.add(node, "<</Type/Pages/Count 1/Kids[%d 0 R]>>".formatted(node + 1));
        }
        var file = pdf.add(depth, "<</Type/Page/MediaBox[0 0 612 792]>>").write();

        try {
            assertThat(prepare(file).pages()).isEqualTo(1);
        } catch (InvalidDocument refusal) {
            assertThat(refusal).hasMessageNotContaining("too long");
        }
    }

    @Test
    void aPageTreeThatHoldsItselfEnds() {
        var file = new RawPdf()
                .add(1, "<</Type/Catalog/Pages 2 0 R>>")
                .add(2, "<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>")
                .write();

        assertRefused("", file);
    }

    @Test
    void tenThousandObjectsAreNoTrouble() {
        var pdf = new RawPdf().page(PAGE).add(4, "", "").add(5, "<</Properties 6 0 R>>");
        for (int object = 6; object < 10_000; object++) {
            pdf.add(object, "<</Next %d 0 R>>".formatted(object + 1));
        }

        assertThat(prepare(pdf.add(10_000, "<<>>").write()).pages()).isEqualTo(1);
    }

    @Test
    void linksAndAttachmentsStayBehind() throws IOException {
        var page =
                PAGE.replace("/Contents", "/AA<</O 6 0 R>>/Annots[<</Subtype/Link/Rect[0 0 9 9]/A 6 0 R>>]/Contents");
        var pdf = new RawPdf()
                .page(page)
                .add(4, "", "0 0 100 100 re f")
                .add(5, "<<>>")
                .add(6, "<</S/JavaScript/JS(app.alert\\(1\\))>>")
                .write();

        var made = Files.readString(prepare(pdf).pdf(), StandardCharsets.ISO_8859_1);

        assertThat(made).doesNotContain("JavaScript", "alert");
    }

    private static String resources(int form) {
        return "<</XObject<</F%d %d 0 R>>>>".formatted(form, form);
    }

    private static byte[] deflate(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes a PDF object by object; readers find the objects without a table. */
    private final class RawPdf {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        RawPdf() {
            bytes.writeBytes("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1));
        }

        RawPdf page(String page) {
            return add(1, "<</Type/Catalog/Pages 2 0 R>>")
                    .add(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>")
                    .add(3, page);
        }

        RawPdf add(int number, String object) {
            bytes.writeBytes("%d 0 obj%n%s%nendobj%n".formatted(number, object).getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        RawPdf add(int number, String dictionary, String content) {
            return add(number, dictionary, content.getBytes(StandardCharsets.ISO_8859_1));
        }

        RawPdf add(int number, String dictionary, byte[] content) {
            var head = "%d 0 obj%n<<%s/Length %d>>stream%n".formatted(number, dictionary, content.length);
            bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(content);
            bytes.writeBytes("\nendstream\nendobj\n".getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Path write() {
            bytes.writeBytes("trailer<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.ISO_8859_1));
            try {
                return Files.write(directory.resolve("bomb.pdf"), bytes.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
