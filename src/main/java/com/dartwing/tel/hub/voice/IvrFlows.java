package com.dartwing.tel.hub.voice;

import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.voice.script.Flow;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The flows that callers are led through, held in memory. */
@Component
public class IvrFlows implements Held {

    private final JdbcTemplate jdbc;
    private final Snapshot<Map<String, Flow>> snapshot;

    IvrFlows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "tel_ivr_flow", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    /** One that is enabled. */
    public Optional<Flow> find(String name) {
        return Optional.ofNullable(name).map(snapshot.get()::get);
    }

    private Map<String, Flow> load() {
        Map<String, Flow> flows = new HashMap<>();
        jdbc.query("SELECT name, flow FROM tel_ivr_flow WHERE enabled = TRUE", row -> {
            flows.put(row.getString("name"), Flow.valid((ObjectNode) Json.read(row.getString("flow"))));
        });
        return flows;
    }
}
