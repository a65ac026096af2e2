package com.dartwing.tel.hub.fax;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Documents of faxes, kept in parts, for no database likes a row of 50 MiB. Those with health data are sealed, part by part,
 * with their organisation's keys.
 */
@Component("faxDocuments")
public class FaxDocuments {

    /** Where documents are served. */
    public static final String FOLDER = "fax";

    private static final int PART_BYTES = 512 * 1024;

    /** A document is kept before its fax is. */
    private static final Duration ON_THE_WAY = Duration.ofHours(1);

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final FaxProperties properties;
    private final Clock clock;

    FaxDocuments(JdbcTemplate jdbc, Vault vault, FaxProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Keeps a document.
     *
     * @param fax whose it is; or the batch whose faxes share it
     * @param sealedFor the organisation whose keys seal it, or null
     */
    void keep(String fax, Path pdf, String sealedFor) {
        try (InputStream in = Files.newInputStream(pdf)) {
            int part = 0;
            for (byte[] bytes = in.readNBytes(PART_BYTES); bytes.length > 0; bytes = in.readNBytes(PART_BYTES)) {
                jdbc.update(
                        "INSERT INTO tel_fax_document (fax, part, content, created_at) VALUES (?, ?, ?, ?)",
                        fax,
                        part,
                        sealedFor == null ? bytes : vault.sealBytes(sealedFor, place(fax, part), bytes),
                        Sql.utc(clock.instant()));
                part++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A document from its beginning, part by part as it is read.
     *
     * @param sealedFor the organisation whose keys sealed it, or null
     */
    public InputStream open(String fax, String sealedFor) {
        int parts = jdbc.queryForObject("SELECT COUNT(*) FROM tel_fax_document WHERE fax = ?", Integer.class, fax);
        return new SequenceInputStream(new Enumeration<>() {

            private int next;

            @Override
            public boolean hasMoreElements() {
                return next < parts;
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(part(fax, next++, sealedFor));
            }
        });
    }

    private byte[] part(String fax, int part, String sealedFor) {
        List<byte[]> found = jdbc.query(
                "SELECT content FROM tel_fax_document WHERE fax = ? AND part = ?",
                (row, n) -> row.getBytes(1),
                fax,
                part);
        byte[] kept = found.isEmpty() ? new byte[0] : found.get(0);
        return sealedFor == null || kept.length == 0 ? kept : vault.openBytes(sealedFor, place(fax, part), kept);
    }

    private static String place(String fax, int part) {
        return fax + ".document." + part;
    }

    /** Forgets a document whose fax was refused. */
    void drop(String fax) {
        jdbc.update("DELETE FROM tel_fax_document WHERE fax = ?", fax);
    }

    /** Deletes what is no longer kept: documents of faxes long over or erased, and of those that never came to be. */
    public void purge() {
        jdbc.update(
                "UPDATE tel_fax SET document_file = NULL WHERE document_file IS NOT NULL AND completed_at < ?",
                Sql.utc(clock.instant().minus(properties.documentsKeptFor())));
        // One that is being received is kept before its fax has it.
        jdbc.update("DELETE FROM tel_fax_document WHERE fax IN"
                + " (SELECT name FROM tel_fax WHERE document_file IS NULL AND status <> 'Receiving')");
        jdbc.update("UPDATE tel_fax_inbound SET text_content = NULL WHERE text_content IS NOT NULL AND fax IN"
                + " (SELECT name FROM tel_fax WHERE document_file IS NULL AND status <> 'Receiving')");
        Object onTheWay = Sql.utc(clock.instant().minus(ON_THE_WAY));
        jdbc.update(
                "DELETE FROM tel_fax_document WHERE created_at < ? AND fax LIKE 'FAX-%' AND fax NOT IN (SELECT name FROM"
                        + " tel_fax)",
                onTheWay);
        // A batch's document goes with the last of its faxes that has one.
        jdbc.update(
                "DELETE FROM tel_fax_document WHERE fax LIKE 'BATCH-%' AND (created_at < ? OR EXISTS (SELECT 1 FROM"
                        + " tel_fax_batch WHERE name = tel_fax_document.fax)) AND NOT EXISTS (SELECT 1 FROM tel_fax WHERE"
                        + " batch = tel_fax_document.fax AND document_file IS NOT NULL)",
                onTheWay);
    }
}
