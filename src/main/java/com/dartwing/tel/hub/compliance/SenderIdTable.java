package com.dartwing.tel.hub.compliance;

import com.dartwing.tel.compliance.SenderIds;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.json.Json;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The active sender IDs, held in memory. */
@Component
public class SenderIdTable implements SenderIds.Register, Held {

    private record Name(String senderId, String country) {}

    private final JdbcTemplate jdbc;
    private final Snapshot<Map<Name, String>> snapshot;

    public SenderIdTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "tel_sender_id", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    @Override
    public Optional<String> holder(String senderId, String country) {
        return Optional.ofNullable(snapshot.get().get(new Name(senderId.toLowerCase(Locale.ROOT), country)));
    }

    /** Who registered a name first holds it. */
    private Map<Name, String> load() {
        Map<Name, String> loaded = new HashMap<>();
        jdbc.query("SELECT * FROM tel_sender_id WHERE status = 'Active' ORDER BY created_at", row -> {
            String senderId = row.getString("sender_id").toLowerCase(Locale.ROOT);
            String organization = row.getString("organization");
            Json.read(row.getString("countries"))
                    .forEach(country -> loaded.putIfAbsent(
                            new Name(senderId, country.asText().toUpperCase(Locale.ROOT)), organization));
        });
        return loaded;
    }
}
