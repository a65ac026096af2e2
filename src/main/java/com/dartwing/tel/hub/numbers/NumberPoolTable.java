package com.dartwing.tel.hub.numbers;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.numbers.NumberPool;
import com.dartwing.tel.numbers.NumberPools;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The pools of numbers, held in memory. Of several for one key or organisation the first by name counts. */
@Component
public class NumberPoolTable implements NumberPools, Held {

    private record Index(Map<String, NumberPool> byKey, Map<String, NumberPool> byOrganization) {}

    private final JdbcTemplate jdbc;
    private final Snapshot<Index> snapshot;

    public NumberPoolTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "tel_number_pool", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    @Override
    public Optional<NumberPool> of(ApiKey key) {
        Index index = snapshot.get();
        NumberPool own = index.byKey().get(key.name());
        return Optional.ofNullable(own != null ? own : index.byOrganization().get(key.organization()));
    }

    private Index load() {
        Index index = new Index(new HashMap<>(), new HashMap<>());
        jdbc.query("SELECT * FROM tel_number_pool WHERE enabled = TRUE ORDER BY name", row -> {
            String key = row.getString("assigned_api_key");
            if (key != null) {
                index.byKey().putIfAbsent(key, pool(row));
            } else {
                index.byOrganization().putIfAbsent(row.getString("organization"), pool(row));
            }
        });
        return index;
    }

    private static NumberPool pool(ResultSet row) throws SQLException {
        List<String> numbers = new ArrayList<>();
        Json.read(row.getString("dids")).forEach(number -> numbers.add(number.asText()));
        return new NumberPool(
                row.getString("name"),
                NumberPool.Strategy.valueOf(
                        row.getString("strategy").toUpperCase(Locale.ROOT).replace('-', '_')),
                numbers);
    }
}
