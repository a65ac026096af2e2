package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.document.AddText;
import com.dartwing.tel.fax.document.Rasterise;
import com.dartwing.tel.fax.document.Resolution;
import com.dartwing.tel.hub.fax.InboundFaxRows.Due;
import com.dartwing.tel.hub.fax.Tesseract.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Reads the text of faxes that came in, for numbers that want it, one at a time on each node. A fax that cannot be read is
 * told without text.
 */
@Component("readFaxes")
public class ReadFaxes {

    private static final Logger LOG = LoggerFactory.getLogger(ReadFaxes.class);

    /** To make the picture of the document, and to keep what was read. */
    private static final Duration AROUND = Duration.ofMinutes(7);

    private static final int MOST_TRIES = 3;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final InboundFaxRows rows;
    private final FaxDocuments documents;
    private final SettleFax settle;
    private final Tesseract tesseract;
    private final OcrProperties properties;
    private final Clock clock;
    private final Rasterise rasterise = new Rasterise();
    private final AddText addText = new AddText();

    ReadFaxes(
            InboundFaxRows rows,
            FaxDocuments documents,
            SettleFax settle,
            Tesseract tesseract,
            OcrProperties properties,
            Clock clock) {
        this.rows = rows;
        this.documents = documents;
        this.settle = settle;
        this.tesseract = tesseract;
        this.properties = properties;
        this.clock = clock;
    }

    /** Claims one, if one is due. */
    public List<Due> claim() {
        return rows.claim("Reading", properties.timeout().plus(AROUND), 1, clock.instant());
    }

    /** Reads it, and tells that it is here. */
    public void read(@Body Due due) throws IOException {
        if (!tesseract.isInstalled() || due.tries() >= MOST_TRIES) {
            settle.unread(due, "there is no tesseract, or it broke down again and again");
            return;
        }
        Path directory = Files.createTempDirectory("hub-ocr-");
        try {
            Path pdf = directory.resolve("document.pdf");
            try (InputStream in = documents.open(due.fax(), due.organization())) {
                Files.copy(in, pdf);
            }
            Path tiff = directory.resolve("document.tiff");
            rasterise.rasterise(pdf, Resolution.FINE, tiff);
            Reading reading = tesseract.read(tiff, directory);
            Path searchable = directory.resolve("searchable.pdf");
            addText.add(pdf, reading.words(), searchable);
            settle.read(due, reading.text(), searchable);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    /** Notes that one could not be read: it is tried again, or told without text. */
    public void missed(
            @ExchangeProperty("due") Due due, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        // Not its words: they may hold what the fax says.
        String error = failure.getClass().getSimpleName();
        LOG.warn("{} could not be read: {}", due.fax(), error);
        if (due.tries() + 1 < MOST_TRIES) {
            rows.again(due, clock.instant().plus(WAIT), error, clock.instant());
        } else {
            settle.unread(due, error);
        }
    }
}
