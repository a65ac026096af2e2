package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.vault.Pseudonyms;
import com.dartwing.tel.sms.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The message that a receipt is about: by our attempt's id where the carrier gives back one of its own, else by the
 * carrier's id and the recipient. The carrier's id is known by the attempt; when its answer came too late for that, by an
 * earlier report that named both.
 */
@Component
class ReceiptMessages {

    private static final Pattern ATTEMPT = Pattern.compile("SMS-\\d{4}-\\d{6,}-\\d+\\.\\d+");

    private final JdbcTemplate jdbc;
    private final Pseudonyms pseudonyms;

    ReceiptMessages(JdbcTemplate jdbc, Pseudonyms pseudonyms) {
        this.jdbc = jdbc;
        this.pseudonyms = pseudonyms;
    }

    /** The message of each receipt that has one. */
    Map<Receipt, String> of(List<Receipt> receipts) {
        Map<String, String> carrierOf = carriersOfAttempts(receipts);
        Map<Receipt, String> found = new HashMap<>();
        for (Receipt receipt : receipts) {
            // An attempt that is not written yet may be anybody's: its receipt is early, or it died with its node.
            if (isAttempt(receipt.attempt())
                    && receipt.carrier().equals(carrierOf.getOrDefault(receipt.attempt(), receipt.carrier()))) {
                found.put(
                        receipt,
                        receipt.attempt().substring(0, receipt.attempt().lastIndexOf('-')));
            }
        }
        List<Receipt> others = receipts.stream()
                .filter(receipt -> receipt.carrierMessageId() != null && !found.containsKey(receipt))
                .toList();
        if (!others.isEmpty()) {
            Map<String, String> byCarrierId = byCarrierId(others);
            for (Receipt receipt : others) {
                String id = receipt.carrier() + "|" + receipt.carrierMessageId();
                String message = byCarrierId.get(receipt.recipient() == null ? id : id + "|" + receipt.recipient());
                if (message == null && byCarrierId.containsKey(id) && receipt.recipient() != null) {
                    message = byCarrierId.get(id + "|" + pseudonyms.erased(receipt.recipient()));
                }
                if (message != null) {
                    found.put(receipt, message);
                }
            }
        }
        return found;
    }

    private static boolean isAttempt(String reference) {
        return reference != null && ATTEMPT.matcher(reference).matches();
    }

    private Map<String, String> carriersOfAttempts(List<Receipt> receipts) {
        Object[] attempts = receipts.stream()
                .map(Receipt::attempt)
                .filter(ReceiptMessages::isAttempt)
                .distinct()
                .toArray();
        Map<String, String> carrierOf = new HashMap<>();
        if (attempts.length > 0) {
            jdbc.query(
                    "SELECT name, carrier FROM tel_sms_attempt WHERE name IN (" + Sql.marks(attempts.length) + ")",
                    row -> {
                        carrierOf.put(row.getString(1), row.getString(2));
                    },
                    attempts);
        }
        return carrierOf;
    }

    private Map<String, String> byCarrierId(List<Receipt> receipts) {
        Map<String, String> messages = new HashMap<>();
        byCarrierId("tel_sms_attempt", receipts, messages);
        List<Receipt> others = receipts.stream()
                .filter(receipt -> !messages.containsKey(receipt.carrier() + "|" + receipt.carrierMessageId()))
                .toList();
        if (!others.isEmpty()) {
            byCarrierId("tel_carrier_receipt", others, messages);
        }
        return messages;
    }

    /** @param table of attempts, or of earlier reports; one that found its message names it */
    private void byCarrierId(String table, List<Receipt> receipts, Map<String, String> messages) {
        Object[] ids = receipts.stream()
                .map(Receipt::carrierMessageId)
                .filter(Objects::nonNull)
                .distinct()
                .toArray();
        jdbc.query(
                "SELECT a.carrier, a.carrier_message_id, a.message, m.to_number FROM " + table
                        + " a JOIN tel_sms_message m ON m.name = a.message WHERE a.carrier_message_id IN ("
                        + Sql.marks(ids.length) + ")",
                row -> {
                    String id = row.getString(1) + "|" + row.getString(2);
                    messages.put(id, row.getString(3));
                    messages.put(id + "|" + row.getString(4), row.getString(3));
                },
                ids);
    }
}
