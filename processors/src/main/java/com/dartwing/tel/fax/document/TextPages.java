package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Lays plain text out: UTF-8, lines as they are and broken where they are too long, a form feed starts a new page. */
final class TextPages {

    /** More would not fit on the pages of a fax; laying it out to find that out would take long. */
    private static final int CHARACTERS_OF_A_PAGE = 6_000;

    private static final int LINES_OF_A_PAGE = 75;

    private static final String HEAD =
            """
            <html><head><title>Fax</title><style>
            @page { size: 8.27in 11in; margin: 0.75in; }
            body { font-family: %s; font-size: 11pt; line-height: 1.3; margin: 0; }
            div { white-space: pre-wrap; word-wrap: break-word; }
            .page { page-break-before: always; }
            </style></head><body>
            """
                    .formatted(ShippedFont.families());

    private final DocumentLimits limits;

    TextPages(DocumentLimits limits) {
        this.limits = limits;
    }

    /** The caller closes the document. */
    PDDocument open(Path file, Path directory) throws IOException {
        if (Files.size(file) > 4L * limits.pages() * CHARACTERS_OF_A_PAGE) {
            throw PdfPages.tooManyPages(limits);
        }
        return HtmlPages.of(html(read(file)), directory);
    }

    private String html(String text) {
        var lines = text.split("\r\n|\r|\n", -1);
        if (text.length() > limits.pages() * CHARACTERS_OF_A_PAGE || lines.length > limits.pages() * LINES_OF_A_PAGE) {
            throw PdfPages.tooManyPages(limits);
        }
        var html = new StringBuilder(HEAD);
        for (var line : lines) {
            var parts = line.split("\f", -1);
            for (int i = 0; i < parts.length; i++) {
                append(parts[i].replace("\t", "    "), i > 0, html);
            }
        }
        return html.append("</body></html>").toString();
    }

    private static void append(String line, boolean startsPage, StringBuilder html) {
        html.append("<div dir=\"").append(HtmlText.direction(line)).append(startsPage ? "\" class=\"page\">" : "\">");
        html.append(line.isBlank() ? "&#160;" : HtmlText.escape(line)).append("</div>\n");
    }

    private static String read(Path file) throws IOException {
        try {
            var text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidDocument("The text is not UTF-8");
        }
    }
}
