package com.dartwing.tel.hub.fax;

import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.InboundFax;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.vault.Vault;
import com.dartwing.tel.numbers.Did;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Faxes that come in, as rows of {@code tel_fax} and of {@code tel_fax_inbound}. The latter's state is Pending until the
 * document is fetched, Reading while a text is looked for in it, then Told; or Lost.
 */
@Component
class InboundFaxRows {

    private static final String INSERT =
            """
            INSERT INTO tel_fax
              (name, direction, status, from_number, to_number, page_count, pages_sent, resolution, created_at, started_at,
               modified_at, carrier, carrier_fax_id, organization, api_key, module, webhook_url, hipaa_mode, event_sequence)
            VALUES (?, 'Inbound', ?, ?, ?, ?, ?, 'fine', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """;

    /**
     * One whose turn it is.
     *
     * @param organization whose keys seal its document, or null
     * @param url where its document is; empty when nobody is to fetch it any more
     * @param until when its carrier deletes the document
     * @param tries that were made before this one
     */
    record Due(String fax, String carrier, String organization, String url, Instant until, int tries) {}

    private final JdbcTemplate jdbc;
    private final Vault vault;

    InboundFaxRows(JdbcTemplate jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Whether a carrier has told of this fax before. */
    boolean isKnown(InboundFax fax) {
        return !jdbc.queryForList("SELECT name FROM tel_inbound_seen WHERE name = ?", String.class, nameOf(fax))
                .isEmpty();
    }

    /**
     * Writes a new one, in the caller's transaction.
     *
     * @param keptFor how long its document is to be had from its carrier
     * @throws org.springframework.dao.DuplicateKeyException when another node has just written it
     */
    void insert(String name, InboundFax fax, Did did, boolean hipaa, Duration keptFor, Instant now) {
        FaxState state = FaxState.receiving(fax.at(), fax.pages() == null ? 0 : fax.pages());
        jdbc.update(
                "INSERT INTO tel_inbound_seen (name, message, received_at) VALUES (?, ?, ?)",
                nameOf(fax),
                name,
                Sql.utc(now));
        jdbc.update(
                INSERT,
                name,
                state.status().word(),
                Sql.cut(fax.from(), 20),
                fax.to(),
                state.pagesSent(),
                state.pagesSent(),
                Sql.utc(now),
                Sql.utc(state.startedAt()),
                Sql.utc(now),
                fax.carrier(),
                Sql.cut(fax.carrierFaxId(), 191),
                did.organization(),
                did.apiKey(),
                did.module(),
                did.webhookUrl(),
                hipaa);
        jdbc.update(
                "INSERT INTO tel_fax_inbound (fax, state, source_url, available_until, partial_content, ocr_wanted,"
                        + " next_attempt_at, modified_at) SELECT ?, 'Pending', ?, ?, ?, ocr_enabled, ?, ? FROM tel_did"
                        + " WHERE phone_number = ?",
                name,
                fax.documentUrl(),
                Sql.utc(now.plus(keptFor)),
                fax.partial(),
                Sql.utc(now),
                Sql.utc(now),
                fax.to());
    }

    private static String nameOf(InboundFax fax) {
        return Sha256.hex(fax.carrier() + "|fax|" + fax.carrierFaxId() + "|" + fax.to());
    }

    /**
     * Takes some in a state that are due. Each is pushed into the future: a node that dies over one is followed by another.
     */
    List<Due> claim(String state, Duration lease, int most, Instant now) {
        return jdbc
                .query(
                        "SELECT i.*, f.carrier, f.organization FROM tel_fax_inbound i JOIN tel_fax f ON f.name = i.fax"
                                + " WHERE " + Sql.due("i.next_attempt_at")
                                + " AND i.state = ? ORDER BY i.next_attempt_at LIMIT "
                                + most,
                        (row, n) -> new Due(
                                row.getString("fax"),
                                row.getString("carrier"),
                                row.getString("organization"),
                                row.getString("source_url"),
                                Sql.instant(row, "available_until"),
                                row.getInt("tries")),
                        Sql.utc(now),
                        state)
                .stream()
                .filter(due -> jdbc.update(
                                "UPDATE tel_fax_inbound SET next_attempt_at = ?, tries = tries + 1 WHERE fax = ? AND"
                                        + " tries = ? AND state = ?",
                                Sql.utc(now.plus(lease)),
                                due.fax(),
                                due.tries(),
                                state)
                        == 1)
                .toList();
    }

    /** Leaves one to a later try. */
    void again(Due due, Instant at, String error, Instant now) {
        jdbc.update(
                "UPDATE tel_fax_inbound SET next_attempt_at = ?, last_error = ?, modified_at = ? WHERE fax = ? AND tries = ?",
                Sql.utc(at),
                Sql.cut(error, 500),
                Sql.utc(now),
                due.fax(),
                due.tries() + 1);
    }

    /**
     * Moves one that this try holds to its next state, in the caller's transaction; false when it is not this one's any more.
     *
     * @param dueAt when that is due, or null when nothing more is to happen
     */
    boolean move(Due due, String from, String to, Instant dueAt, String error, Instant now) {
        return jdbc.update(
                        "UPDATE tel_fax_inbound SET state = ?, source_url = '', tries = 0, next_attempt_at = ?,"
                                + " last_error = ?, modified_at = ? WHERE fax = ? AND state = ? AND tries = ? AND"
                                + " source_url = ?",
                        to,
                        Sql.utc(dueAt),
                        Sql.cut(error, 500),
                        Sql.utc(now),
                        due.fax(),
                        from,
                        due.tries() + 1,
                        due.url())
                == 1;
    }

    /** Notes what of a fax is there now. */
    void keep(String fax, int pages, Instant now) {
        jdbc.update(
                "UPDATE tel_fax SET document_file = ?, page_count = ?, pages_sent = ?, modified_at = ? WHERE name = ?",
                fax + ".pdf",
                pages,
                pages,
                Sql.utc(now),
                fax);
    }

    /** Notes what was read in a fax; false when its document was deleted meanwhile, and its text is not to be kept either. */
    boolean keepText(Due due, String text, Instant now) {
        List<Boolean> hipaa = jdbc.queryForList(
                "SELECT hipaa_mode FROM tel_fax WHERE name = ? AND document_file IS NOT NULL FOR UPDATE",
                Boolean.class,
                due.fax());
        if (hipaa.isEmpty()) {
            return false;
        }
        jdbc.update(
                "UPDATE tel_fax_inbound SET text_content = ?, modified_at = ? WHERE fax = ?",
                hipaa.get(0) ? vault.seal(due.organization(), ReceivedFax.textPlace(due.fax()), text) : text,
                Sql.utc(now),
                due.fax());
        return true;
    }

    boolean wantsText(String fax) {
        return is(fax, "ocr_wanted");
    }

    boolean isPartial(String fax) {
        return is(fax, "partial_content");
    }

    private boolean is(String fax, String column) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("SELECT " + column + " FROM tel_fax_inbound WHERE fax = ?", Boolean.class, fax));
    }
}
