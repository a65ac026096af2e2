package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxEvent;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.FaxStatus;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.fax.InboundFaxRows.Due;
import com.dartwing.tel.hub.vault.SignedUrls;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what has become of a fax that came in, and tells its owner in the same transaction. */
@Component
class SettleFax {

    private final InboundFaxRows inbound;
    private final FaxRows rows;
    private final FaxDocuments documents;
    private final ChangeFaxes changes;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final SignedUrls urls;
    private final FaxProperties properties;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SettleFax(
            InboundFaxRows inbound,
            FaxRows rows,
            FaxDocuments documents,
            ChangeFaxes changes,
            Outbox outbox,
            CallbackTargets targets,
            SignedUrls urls,
            FaxProperties properties,
            JdbcTemplate jdbc,
            Clock clock,
            TransactionTemplate transaction) {
        this.inbound = inbound;
        this.rows = rows;
        this.documents = documents;
        this.changes = changes;
        this.outbox = outbox;
        this.targets = targets;
        this.urls = urls;
        this.properties = properties;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** The document is kept. */
    void kept(Due due, int pages) {
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            boolean wantsText = inbound.wantsText(due.fax());
            if (inbound.move(due, "Pending", wantsText ? "Reading" : "Told", wantsText ? now : null, null, now)) {
                inbound.keep(due.fax(), pages, now);
                if (!wantsText) {
                    received(due.fax(), null, now);
                }
            }
        });
    }

    /**
     * Its text was read.
     *
     * @param searchable the document, with its words
     */
    void read(Due due, String text, Path searchable) {
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            if (inbound.move(due, "Reading", "Told", null, null, now)) {
                boolean isThere = inbound.keepText(due, text, now);
                if (isThere) {
                    documents.drop(due.fax());
                    documents.keep(due.fax(), searchable, due.organization());
                }
                received(due.fax(), isThere ? text : null, now);
            }
        });
    }

    /** Its text cannot be read. */
    void unread(Due due, String error) {
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            if (inbound.move(due, "Reading", "Told", null, error, now)) {
                received(due.fax(), null, now);
            }
        });
    }

    private void received(String fax, String text, Instant now) {
        receiving(fax).ifPresent(row -> {
            int pages = row.facts().pages();
            FaxRow next = row.in(row.state().received(now, pages)).told();
            rows.update(List.of(new FaxRows.Changed(next, null)), now);
            String url = urls.of(FaxDocuments.FOLDER, fax, now.plus(properties.receivedUrlFor()));
            tell(
                    next,
                    FaxEvent.received(fax, next.sequence(), now, line(fax), pages, url, inbound.isPartial(fax), text));
        });
    }

    /** The document cannot be had, or is none. */
    void lost(Due due, String errorCode, String why, String error) {
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            if (inbound.move(due, "Pending", "Lost", null, error, now)) {
                receiving(due.fax()).ifPresent(row -> {
                    FaxRow next = row.in(FaxState.refused(now, errorCode, why)).told();
                    rows.update(List.of(new FaxRows.Changed(next, null)), now);
                    tell(next, FaxEvent.lost(due.fax(), next.sequence(), now, next.state(), line(due.fax())));
                });
            }
        });
    }

    private Optional<FaxRow> receiving(String fax) {
        return Optional.ofNullable(rows.lock(List.of(fax)).get(fax))
                .filter(row -> row.state().status() == FaxStatus.RECEIVING);
    }

    private FaxEvent.Line line(String fax) {
        return jdbc.queryForObject(
                "SELECT from_number, to_number FROM tel_fax WHERE name = ?",
                (row, n) -> new FaxEvent.Line(row.getString("from_number"), row.getString("to_number")),
                fax);
    }

    private void tell(FaxRow row, FaxEvent event) {
        FaxRow.Facts facts = row.facts();
        outbox.insert(List.of(new Outbox.Entry(
                changes.told(event, facts.hipaa()), facts.apiKey(), targets.of(facts.webhookUrl(), facts.apiKey()))));
    }
}
