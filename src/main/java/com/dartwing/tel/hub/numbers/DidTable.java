package com.dartwing.tel.hub.numbers;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.Dids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Our numbers, held in memory. */
@Component
public class DidTable implements Dids, Held {

    /** Those of no key are their organisation's. */
    private record Index(
            Map<String, Did> byNumber, Map<String, List<Did>> byKey, Map<String, List<Did>> byOrganization) {}

    private final JdbcTemplate jdbc;
    private final Snapshot<Index> snapshot;

    public DidTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "tel_did", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    @Override
    public Optional<Did> find(String e164) {
        return Optional.ofNullable(snapshot.get().byNumber().get(e164));
    }

    @Override
    public List<Did> of(ApiKey key) {
        Index index = snapshot.get();
        List<Did> own = index.byKey().get(key.name());
        return own != null ? own : index.byOrganization().getOrDefault(String.valueOf(key.organization()), List.of());
    }

    private Index load() {
        List<Did> dids = jdbc.query("SELECT * FROM tel_did ORDER BY phone_number", (row, n) -> did(row));
        return new Index(
                dids.stream().collect(Collectors.toMap(Did::phoneNumber, Function.identity())),
                dids.stream().filter(did -> did.apiKey() != null).collect(Collectors.groupingBy(Did::apiKey)),
                dids.stream()
                        .filter(did -> did.apiKey() == null && did.organization() != null)
                        .collect(Collectors.groupingBy(Did::organization)));
    }

    private static Did did(ResultSet row) throws SQLException {
        String carrier = row.getString("carrier");
        return new Did(
                row.getString("phone_number"),
                row.getString("country_code"),
                row.getString("status"),
                row.getBoolean("sms_enabled"),
                row.getBoolean("mms_enabled"),
                row.getBoolean("voice_enabled"),
                row.getBoolean("fax_enabled"),
                carrier == null ? null : carrier.toLowerCase(Locale.ROOT),
                row.getString("assigned_api_key"),
                row.getString("assigned_organization"),
                row.getString("assigned_module"),
                Did.SmsRoute.valueOf(row.getString("inbound_sms_route")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                row.getString("webhook_url"),
                row.getString("forward_to"),
                row.getString("auto_reply_text"),
                Did.VoiceRoute.valueOf(row.getString("inbound_voice_route")
                        .toUpperCase(Locale.ROOT)
                        .replace(' ', '_')),
                row.getString("ivr_flow"),
                row.getString("voicemail_greeting"));
    }
}
