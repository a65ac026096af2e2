package com.dartwing.tel.hub.db;

import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** A row of the audit log, and the hash that covers all of it. */
final class AuditEntry {

    /** What the first line has in place of the hash of the one before it. */
    static final String START = "0".repeat(64);

    private AuditEntry() {}

    /** @param entry all columns but the row's own hash, in the order in which they are written */
    static String hash(List<Object> entry, KeyedHash key) {
        return key.hash("audit " + Json.write(entry));
    }

    /** As releases hashed that had no key for it. */
    static String hash(List<Object> entry) {
        return Sha256.hex(Json.write(entry));
    }

    /** A row as it was when it was hashed. */
    static List<Object> read(ResultSet row) throws SQLException {
        List<Object> entry = new ArrayList<>();
        entry.add(row.getString("name"));
        entry.add(row.getObject("at", LocalDateTime.class));
        for (String column : List.of(
                "actor",
                "action",
                "record_id",
                "detail",
                "log_type",
                "reference_doctype",
                "reference_name",
                "ip_address",
                "reason")) {
            entry.add(row.getString(column));
        }
        entry.add(row.getLong("position"));
        entry.add(row.getString("previous_hash"));
        return entry;
    }
}
