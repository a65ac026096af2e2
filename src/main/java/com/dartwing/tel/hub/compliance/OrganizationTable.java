package com.dartwing.tel.hub.compliance;

import com.dartwing.tel.compliance.Organization;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.json.Json;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What organisations ask of their own messages, held in memory. */
@Component
public class OrganizationTable implements Held {

    private final JdbcTemplate jdbc;
    private final Snapshot<Map<String, Organization>> snapshot;

    public OrganizationTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "organization", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    /** An organisation's settings; those of one that asks for nothing when there is none of this name. */
    public Organization find(String name) {
        return name == null ? Organization.UNKNOWN : snapshot.get().getOrDefault(name, Organization.UNKNOWN);
    }

    private Map<String, Organization> load() {
        Map<String, Organization> loaded = new HashMap<>();
        jdbc.query("SELECT * FROM organization", row -> {
            loaded.put(
                    row.getString("name"),
                    new Organization(
                            row.getBoolean("consent_required"),
                            row.getBoolean("campaign_required"),
                            time(row.getString("quiet_hours_start")),
                            time(row.getString("quiet_hours_end")),
                            texts(row.getString("allowed_content"))));
        });
        return loaded;
    }

    private static LocalTime time(String text) {
        return text == null ? null : LocalTime.parse(text);
    }

    private static Set<String> texts(String json) {
        Set<String> texts = new HashSet<>();
        if (json != null) {
            Json.read(json).forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }
}
