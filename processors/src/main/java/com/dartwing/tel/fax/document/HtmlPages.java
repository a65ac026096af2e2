package com.dartwing.tel.fax.document;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Lays HTML of our own out as PDF, with the fonts that ship with the hub; nothing is fetched from anywhere. */
final class HtmlPages {

    static {
        XRLog.setLoggingEnabled(false);
    }

    private HtmlPages() {}

    /** The caller closes the document. */
    static PDDocument of(String html, Path directory) throws IOException {
        var file = Files.createTempFile(directory, "html", ".pdf");
        try (var out = Files.newOutputStream(file)) {
            var builder = new PdfRendererBuilder();
            builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
            builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
            builder.useExternalResourceAccessControl(
                    (uri, type) -> uri.startsWith("data:image/"),
                    ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
            builder.useExternalResourceAccessControl(
                    (uri, type) -> uri.startsWith("data:image/"),
                    ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
            ShippedFont.neededBy(html).forEach(font -> font.give(builder));
            builder.withHtmlContent(html, null);
            builder.toStream(out);
            builder.run();
        }
        return Loader.loadPDF(file.toFile());
    }
}
