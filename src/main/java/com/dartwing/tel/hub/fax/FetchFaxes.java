package com.dartwing.tel.hub.fax;

import com.dartwing.tel.error.Faults;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.document.FaxDocument;
import com.dartwing.tel.fax.document.PrepareDocument;
import com.dartwing.tel.hub.fax.InboundFaxRows.Due;
import com.dartwing.tel.hub.media.FetchMedia;
import com.dartwing.tel.hub.media.Medium;
import com.dartwing.tel.hub.media.UnfitMedium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Fetches the documents of faxes that came in, from their carriers' hosts alone, checks them and keeps them sealed. */
@Component("fetchFaxes")
public class FetchFaxes {

    private static final Logger LOG = LoggerFactory.getLogger(FetchFaxes.class);

    /** Each is held in memory while it is fetched. */
    private static final int AT_ONCE = 4;

    /** To check and to keep one, beside fetching it. */
    private static final Duration TO_KEEP = Duration.ofMinutes(2);

    /** Waits before each repetition; the last one is repeated until the carrier deletes the document. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120));

    private final InboundFaxRows rows;
    private final FetchMedia media;
    private final PrepareDocument prepare;
    private final FaxDocuments documents;
    private final SettleFax settle;
    private final FaxProperties properties;
    private final Clock clock;

    FetchFaxes(
            InboundFaxRows rows,
            FetchMedia media,
            PrepareDocument prepare,
            FaxDocuments documents,
            SettleFax settle,
            FaxProperties properties,
            Clock clock) {
        this.rows = rows;
        this.media = media;
        this.prepare = prepare;
        this.documents = documents;
        this.settle = settle;
        this.properties = properties;
        this.clock = clock;
    }

    /** Claims some that are due. */
    public List<Due> claim() {
        return rows.claim("Pending", properties.fetchTimeout().plus(TO_KEEP), AT_ONCE, clock.instant());
    }

    /** The document of one, as its carrier has it. */
    public Medium fetch(@Body Due due) throws IOException {
        return media.get(
                due.carrier(),
                due.url(),
                carrier -> new FetchMedia.Terms(
                        "fax.fetch",
                        (int) properties.mostBytes(),
                        properties.fetchTimeout(),
                        null,
                        carrier.fax().documentHosts()));
    }

    /** Checks what was fetched, makes a PDF of it, and keeps that. */
    public void keep(@ExchangeProperty("due") Due due, @Body Medium fetched) throws IOException {
        Path directory = Files.createTempDirectory("hub-fax-");
        try {
            Path file = directory.resolve("received");
            Files.write(file, fetched.content());
            FaxDocument document = prepare.received(file, directory);
            // What a try before may have left.
            documents.drop(due.fax());
            documents.keep(due.fax(), document.pdf(), due.organization());
            settle.kept(due, document.pages());
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    /** Notes that one could not be fetched or kept: it is tried again in a while, or lost. */
    public void missed(
            @ExchangeProperty("due") Due due, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        Instant now = clock.instant();
        Instant next = now.plus(WAITS.get(Math.min(due.tries(), WAITS.size() - 1)));
        boolean unreadable = failure instanceof TelException.InvalidDocument;
        boolean lost = unreadable || failure instanceof UnfitMedium || next.isAfter(due.until());
        String error = Faults.inWords(failure);
        LOG.warn("The document of {} {}: {}", due.fax(), lost ? "is lost" : "is fetched again", error);
        if (!lost) {
            rows.again(due, next, error, now);
        } else if (unreadable) {
            settle.lost(due, "TEL-303", failure.getMessage(), error);
        } else {
            settle.lost(due, "TEL-302", "its document could not be had from the carrier", error);
        }
    }
}
