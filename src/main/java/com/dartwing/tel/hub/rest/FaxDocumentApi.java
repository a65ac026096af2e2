package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.fax.FaxDocuments;
import com.dartwing.tel.hub.hipaa.HealthAccess;
import com.dartwing.tel.hub.vault.SignedUrls;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Serves a fax's document to whoever has its URL: a carrier that is to send it, or a consumer whose fax came in. */
@Component("faxDocumentApi")
public class FaxDocumentApi {

    /** @param document the fax, or the batch whose faxes share it */
    private record Kept(String name, String document, String sealedFor) {}

    private final JdbcTemplate jdbc;
    private final SignedUrls urls;
    private final FaxDocuments documents;
    private final HealthAccess access;
    private final ApiEdge api;

    FaxDocumentApi(JdbcTemplate jdbc, SignedUrls urls, FaxDocuments documents, HealthAccess access, ApiEdge api) {
        this.jdbc = jdbc;
        this.urls = urls;
        this.documents = documents;
        this.access = access;
        this.api = api;
    }

    /**
     * Answers with a document, as a file to be kept and never as a page to be shown.
     *
     * @throws TelException.NotFound for a URL that is not signed by us or has expired, and for one of an attempt that is
     *     over
     */
    public void serve(Exchange exchange, @Header("purpose") String purpose) {
        if (!urls.holds(
                FaxDocuments.FOLDER,
                purpose,
                api.parameter(exchange, "expires"),
                api.parameter(exchange, "signature"))) {
            throw absent();
        }
        Kept kept = find(purpose);
        if (kept.sealedFor() != null) {
            String address = ApiEdge.request(exchange).getRemoteAddr();
            access.read(new Actor("signed URL", address), "TEL Fax/" + kept.name(), List.of("document"), purpose);
        }
        Attachment.answer(
                exchange,
                "application/pdf",
                kept.name() + ".pdf",
                "private, no-store",
                documents.open(kept.document(), kept.sealedFor()));
    }

    private Kept find(String purpose) {
        boolean attempt = purpose.contains(".");
        String name = attempt ? purpose.substring(0, purpose.lastIndexOf('-')) : purpose;
        String condition = attempt
                ? " AND status IN ('Queued', 'Sending') AND tries = "
                        + Integer.parseInt(purpose.substring(purpose.lastIndexOf('-') + 1, purpose.lastIndexOf('.')))
                : "";
        return jdbc
                .query(
                        "SELECT name, COALESCE(batch, name) AS document, organization, hipaa_mode, direction FROM tel_fax"
                                + " WHERE name = ? AND document_file IS NOT NULL"
                                + condition,
                        (row, n) -> new Kept(
                                row.getString("name"),
                                row.getString("document"),
                                isSealed(row) ? row.getString("organization") : null),
                        name)
                .stream()
                .findFirst()
                .orElseThrow(FaxDocumentApi::absent);
    }

    /** What came in is sealed whatever it is. */
    private static boolean isSealed(ResultSet row) throws SQLException {
        return row.getBoolean("hipaa_mode") || row.getString("direction").equals("Inbound");
    }

    private static TelException absent() {
        return new TelException.NotFound("There is no such document, or its URL has expired");
    }
}
