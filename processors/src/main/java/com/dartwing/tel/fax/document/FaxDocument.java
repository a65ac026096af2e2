package com.dartwing.tel.fax.document;

import java.nio.file.Path;

/**
 * A document that may be faxed.
 *
 * @param pdf a PDF of our own making: no scripts, no attachments, a flat page tree
 * @param pages 1 to {@link DocumentLimits#pages()}; the cover page counts
 */
public record FaxDocument(Path pdf, int pages) {}
