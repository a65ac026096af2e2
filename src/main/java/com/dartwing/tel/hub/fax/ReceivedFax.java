package com.dartwing.tel.hub.fax;

import com.dartwing.tel.hub.vault.SignedUrls;
import com.dartwing.tel.hub.vault.Vault;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What a caller is told of a fax that came in, beside what is told of every fax. */
@Component
class ReceivedFax {

    private record Content(String organization, boolean hipaa, boolean there, boolean partial, String text) {}

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final SignedUrls urls;
    private final FaxProperties properties;
    private final Clock clock;

    ReceivedFax(JdbcTemplate jdbc, Vault vault, SignedUrls urls, FaxProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.urls = urls;
        this.properties = properties;
        this.clock = clock;
    }

    /** Adds a fresh URL of the document, and the text that was read in it; each null where it is not there. */
    void into(Map<String, Object> fax) {
        String id = (String) fax.get("fax_id");
        Content content = jdbc.queryForObject(
                "SELECT f.organization, f.hipaa_mode, f.document_file, f.status, i.partial_content, i.text_content"
                        + " FROM tel_fax f JOIN tel_fax_inbound i ON i.fax = f.name WHERE f.name = ?",
                (row, n) -> new Content(
                        row.getString("organization"),
                        row.getBoolean("hipaa_mode"),
                        row.getString("document_file") != null
                                && row.getString("status").equals("Received"),
                        row.getBoolean("partial_content"),
                        row.getString("text_content")),
                id);
        fax.put("partial_content", content.partial());
        fax.put(
                "document_url",
                content.there()
                        ? urls.of(FaxDocuments.FOLDER, id, clock.instant().plus(properties.receivedUrlFor()))
                        : null);
        String text = content.text();
        fax.put(
                "text",
                text == null || !content.hipaa() ? text : vault.open(content.organization(), textPlace(id), text));
    }

    /** Where the text of a fax is sealed for. */
    static String textPlace(String fax) {
        return fax + ".text_content";
    }
}
