package com.dartwing.tel.hub.hipaa;

import com.dartwing.tel.compliance.BusinessAssociates;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The agreements in force, held in memory: until when each organisation has one. */
@Component
public class BaaTable implements BusinessAssociates, Held {

    private final JdbcTemplate jdbc;
    private final Snapshot<Map<String, LocalDate>> snapshot;

    public BaaTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "tel_baa_agreement", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    private Map<String, LocalDate> load() {
        Map<String, LocalDate> ends = new HashMap<>();
        jdbc.query(
                "SELECT organization, MAX(expires_on) AS expires_on FROM tel_baa_agreement"
                        + " WHERE status = 'Active' AND enabled = TRUE GROUP BY organization",
                row -> {
                    ends.put(row.getString("organization"), row.getObject("expires_on", LocalDate.class));
                });
        return ends;
    }

    @Override
    public boolean covers(String organization, LocalDate day) {
        LocalDate end = organization == null ? null : snapshot.get().get(organization);
        return end != null && day.isBefore(end);
    }
}
