package com.dartwing.tel.hub.access;

import com.dartwing.tel.access.Feature;
import com.dartwing.tel.access.FeatureFlags;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The feature flags, held in memory. */
@Component
public class FeatureTable implements Held {

    private final JdbcTemplate jdbc;
    private final List<Feature> features = Feature.packaged();
    private final Snapshot<FeatureFlags> snapshot;

    public FeatureTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "tel_feature_flag", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    public FeatureFlags flags() {
        return snapshot.get();
    }

    private FeatureFlags load() {
        return new FeatureFlags(
                features,
                jdbc.query(
                        "SELECT feature, module, organization, enabled FROM tel_feature_flag",
                        (row, n) -> new FeatureFlags.Flag(
                                row.getString("feature"),
                                row.getString("module"),
                                row.getString("organization"),
                                row.getBoolean("enabled"))));
    }
}
