package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.fax.document.Resolution;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Takes faxes whose time has come, each on one node alone. One that a node has claimed and not settled, for it died, is in
 * doubt, and stays with the carrier that may have it: its reports find it, or the watch closes it.
 */
@Component("claimFaxes")
public class ClaimFaxes {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimFaxes.class);
    private static final int AT_ONCE = 100;

    private final FaxRows rows;
    private final ChangeFaxes changes;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final PhoneNumbers phoneNumbers = new PhoneNumbers();

    ClaimFaxes(FaxRows rows, ChangeFaxes changes, JdbcTemplate jdbc, Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The ids of faxes that are due. */
    public List<String> due() {
        return rows.due(clock.instant(), AT_ONCE);
    }

    /** Takes a fax; nothing when it is another node's, or not due. */
    public Optional<OutboundFax> claim(@Body String name) {
        Instant now = clock.instant();
        // Long before the pages are known to be few: a carrier that has it after a crash has all its time.
        return rows.claim(name, now, ApplyChange.watchAt(1, now))
                ? jdbc.query("SELECT * FROM tel_fax WHERE name = ?", (row, n) -> fax(row), name).stream()
                        .findFirst()
                : Optional.empty();
    }

    private OutboundFax fax(ResultSet row) throws SQLException {
        String to = row.getString("to_number");
        return new OutboundFax(
                row.getString("name"),
                new Owner(
                        row.getString("api_key"),
                        row.getString("organization"),
                        row.getString("module"),
                        row.getString("cost_center")),
                new Parties(
                        row.getString("from_number"),
                        false,
                        null,
                        to,
                        phoneNumbers.parse(to, null, "to").country()),
                new OutboundFax.Plan(
                        Resolution.valueOf(row.getString("resolution").toUpperCase(Locale.ROOT)),
                        row.getBoolean("hipaa_mode"),
                        row.getInt("max_retries"),
                        null),
                new OutboundFax.Details(row.getString("webhook_url"), null, null),
                row.getInt("page_count"),
                row.getInt("tries"),
                Sql.instant(row, "created_at"));
    }

    /** Closes faxes whose carrier fell silent. */
    public void watch() {
        rows.silent(clock.instant(), AT_ONCE).forEach(name -> {
            LOG.warn("{} is closed: its carrier never told how it ended", name);
            changes.change(new FaxChange.Silent(name));
        });
    }
}
