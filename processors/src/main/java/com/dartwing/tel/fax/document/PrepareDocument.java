package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import com.dartwing.tel.error.TelException.TooLarge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Makes one PDF of what a caller wants to fax: checks each document, turns pictures and text into pages, and puts the
 * cover before them. Strangers' files are read on a thread that is watched, for a bounded time, in bounded memory.
 */
public final class PrepareDocument {

    private static final Set<DocumentType> RECEIVED = Set.of(DocumentType.PDF, DocumentType.TIFF);
    private static final String TOO_LONG = "The document takes too long to read";

    private final DocumentLimits limits;
    private final CoverPages covers;
    private final Watchdog watchdog;

    /** With the limits of the contract. */
    public PrepareDocument() {
        this(DocumentLimits.standard(), null);
    }

    /**
     * With limits and cover pages of its own.
     *
     * @param covers a directory whose files replace the templates of the same name, such as {@code legal.html}; or null
     */
    public PrepareDocument(DocumentLimits limits, Path covers) {
        this.limits = limits;
        this.covers = new CoverPages(covers);
        this.watchdog = Watchdog.ofThisMachine();
    }

    /**
     * The uploads, in their order, behind the cover page if there is one.
     *
     * @param cover null for none
     * @param directory where the PDF and what is needed on the way are written; the caller removes it
     * @throws InvalidDocument {@code TEL-303} when something cannot be faxed; the message says why
     * @throws TooLarge {@code TEL-014} when the uploads have more bytes than allowed
     */
    public FaxDocument prepare(List<Upload> uploads, CoverPage cover, Path directory) {
        try {
            checkBytes(uploads);
            var pdf = Files.createTempFile(directory, "fax", ".pdf");
            int pages = watchdog.run(
                    limits.checking(), TOO_LONG, deadline -> write(uploads, cover, pdf, directory, deadline));
            return new FaxDocument(pdf, pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A document that a carrier received for us: a PDF or a TIFF, checked as those that go out. Its pictures stay as they
     * were compressed.
     *
     * @param directory as for {@link #prepare}
     * @throws InvalidDocument {@code TEL-303} when it is something else, or damaged; the message says why
     */
    public FaxDocument received(Path document, Path directory) {
        try {
            var type = DocumentType.of(document);
            if (type.isEmpty() || !RECEIVED.contains(type.get())) {
                throw new InvalidDocument("What the carrier has is neither a PDF nor a TIFF");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return prepare(List.of(new Upload("The document", document)), null, directory);
    }

    private void checkBytes(List<Upload> uploads) throws IOException {
        if (uploads.isEmpty()) {
            throw new InvalidDocument("There is no document");
        }
        long bytes = 0;
        for (var upload : uploads) {
            long size = Files.size(upload.file());
            if (size == 0) {
                throw new InvalidDocument("%s is empty".formatted(upload.name()));
            }
            bytes += size;
        }
        if (bytes > limits.bytes()) {
            throw new TooLarge("A fax has at most %d MiB of documents".formatted(limits.bytes() >> 20), "document");
        }
    }

    private int write(List<Upload> uploads, CoverPage cover, Path pdf, Path directory, Deadline deadline)
            throws IOException {
        var sources = new ArrayList<PDDocument>();
        try (var fax = new PDDocument()) {
            for (var upload : uploads) {
                var source = open(upload, directory, deadline);
                sources.add(source);
                AddPages.behind(fax, source);
                checkPages(fax);
            }
            if (cover != null) {
                var first = covers.of(cover, fax.getNumberOfPages(), directory);
                sources.add(first);
                AddPages.before(fax, first);
                checkPages(fax);
            }
            deadline.check();
            fax.save(pdf.toFile(), CompressParameters.NO_COMPRESSION);
            return fax.getNumberOfPages();
        } finally {
            for (var source : sources) {
                source.close();
            }
        }
    }

    private void checkPages(PDDocument fax) {
        if (fax.getNumberOfPages() > limits.pages()) {
            throw PdfPages.tooManyPages(limits);
        }
    }

    private PDDocument open(Upload upload, Path directory, Deadline deadline) throws IOException {
        var type = DocumentType.of(upload.file())
                .orElseThrow(() ->
                        new InvalidDocument("%s is not a PDF, TIFF, PNG, JPEG or plain text".formatted(upload.name())));
        return switch (type) {
            case PDF -> new PdfPages(limits, deadline).open(upload.file(), directory);
            case TEXT -> new TextPages(limits).open(upload.file(), directory);
            case TIFF, PNG, JPEG -> new PicturePages(limits, deadline).open(type, upload.file(), directory);
        };
    }
}
