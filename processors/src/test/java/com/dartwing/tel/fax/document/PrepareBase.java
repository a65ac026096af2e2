package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.io.TempDir;

/** What tests of preparing documents share. */
abstract class PrepareBase {

    @TempDir
    protected Path directory;

    protected final PrepareDocument prepare = new PrepareDocument();

    protected FaxDocument prepare(Path... files) {
        var uploads = new ArrayList<Upload>();
        for (var file : files) {
            uploads.add(new Upload(file.getFileName().toString(), file));
        }
        return prepare.prepare(uploads, null, directory);
    }

    protected void assertRefused(String reason, Path... files) {
        assertThatThrownBy(() -> prepare(files))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(reason);
    }

    protected List<BufferedImage> pictures(FaxDocument fax) {
        var tiff = directory.resolve("fax.tiff");
        new Rasterise().rasterise(fax.pdf(), Resolution.FINE, tiff);
        var pages = Tiff.pages(tiff);
        assertThat(pages).hasSize(fax.pages());
        return pages;
    }

    protected static String textOf(FaxDocument fax) throws IOException {
        try (var document = Loader.loadPDF(fax.pdf().toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
