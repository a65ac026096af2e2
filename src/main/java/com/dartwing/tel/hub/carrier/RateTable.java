package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.routing.Rate;
import com.dartwing.tel.routing.Rates;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The carriers' rates, held in memory for longest-prefix search. */
@Component
public class RateTable implements Held {

    private final JdbcTemplate jdbc;
    private final Snapshot<Rates> snapshot;

    public RateTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "tel_rate", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    public Rates rates() {
        return snapshot.get();
    }

    private Rates load() {
        return Rates.of(jdbc.query(
                "SELECT carrier, operation, prefix, price, currency, effective_from FROM tel_rate WHERE enabled = TRUE",
                (row, n) -> new Rate(
                        row.getString("carrier"),
                        row.getString("operation"),
                        row.getString("prefix"),
                        row.getBigDecimal("price"),
                        row.getString("currency"),
                        Sql.instant(row, "effective_from"))));
    }
}
