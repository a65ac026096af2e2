package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which records a caller means.
 *
 * @param organization whose records they may be; null when it has none, which is nobody's
 * @param from the first instant at which they may have begun, or null
 * @param until the first after it at which they may not, or null
 * @param equal columns of {@code tel_cdr} and the value that each must have
 */
record CdrFilter(String organization, Instant from, Instant until, Map<String, String> equal) {

    CdrFilter {
        equal = new LinkedHashMap<>(equal);
    }

    /** A condition for {@code tel_cdr}, its values added to {@code values}. */
    String where(List<Object> values) {
        List<String> conditions = new ArrayList<>();
        conditions.add("organization = ?");
        values.add(organization);
        equal.forEach((column, value) -> {
            conditions.add(column + " = ?");
            values.add(value);
        });
        if (from != null) {
            conditions.add("initiated_at >= ?");
            values.add(Sql.utc(from));
        }
        if (until != null) {
            conditions.add("initiated_at < ?");
            values.add(Sql.utc(until));
        }
        return String.join(" AND ", conditions);
    }

    /** An order for these: the index that finds them has it, so that nothing is sorted. */
    String newestFirst() {
        return "organization DESC, " + (equal.containsKey("status") ? "status DESC, " : "")
                + "initiated_at DESC, record_id DESC";
    }
}
