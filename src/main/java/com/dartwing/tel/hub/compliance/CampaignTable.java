package com.dartwing.tel.hub.compliance;

import com.dartwing.tel.compliance.Campaign;
import com.dartwing.tel.compliance.Campaigns;
import com.dartwing.tel.compliance.TenDlc;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.sms.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The campaigns, held in memory. What a record leaves open is its class's. */
@Component
public class CampaignTable implements Campaigns, Held {

    /** @param organization whose it is; null when all may use it */
    private record Row(Campaign campaign, String organization) {}

    private final JdbcTemplate jdbc;
    private final TenDlc tenDlc;
    private final Snapshot<Map<String, Row>> snapshot;

    public CampaignTable(JdbcTemplate jdbc, TenDlc tenDlc) {
        this.jdbc = jdbc;
        this.tenDlc = tenDlc;
        this.snapshot = new Snapshot<>(jdbc, "tel_campaign", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    @Override
    public Optional<Campaign> find(String id, String organization) {
        return Optional.ofNullable(snapshot.get().get(id))
                .filter(row -> row.organization() == null || row.organization().equals(organization))
                .map(Row::campaign);
    }

    private Map<String, Row> load() {
        Map<String, Row> loaded = new HashMap<>();
        jdbc.query("SELECT * FROM tel_campaign", row -> {
            Campaign campaign = campaign(row);
            loaded.put(campaign.id(), new Row(campaign, row.getString("organization")));
        });
        return loaded;
    }

    private Campaign campaign(ResultSet row) throws SQLException {
        TenDlc.Limits limits = tenDlc.of(row.getString("class"));
        Integer perSecond = row.getObject("per_second", Integer.class);
        Integer perDay = row.getObject("per_day", Integer.class);
        return new Campaign(
                row.getString("campaign_id"),
                row.getString("status"),
                Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getBoolean("consent_required"),
                perSecond == null ? limits.perSecond() : perSecond,
                perDay == null ? limits.perDay() : perDay);
    }
}
