package com.dartwing.tel.fax.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a document is, by its first bytes. */
enum DocumentType {
    PDF,
    TIFF,
    PNG,
    JPEG,
    TEXT;

    /** Readers accept a PDF's header within its first 1,024 bytes (ISO 32000-1, implementation note 13). */
    private static final int HEAD = 1024;

    /** Empty when it is none of these. Text is UTF-8 without control characters. */
    static Optional<DocumentType> of(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return Optional.of(TIFF);
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (text.contains("%PDF-")) {
            return Optional.of(PDF);
        }
        return isText(text) ? Optional.of(TEXT) : Optional.empty();
    }

    private static boolean isText(String head) {
        return !head.isEmpty()
                && head.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f');
    }
}
