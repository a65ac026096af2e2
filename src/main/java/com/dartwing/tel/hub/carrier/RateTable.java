package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.routing.Rate;
import com.dartwing.tel.routing.Rates;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
        Rates.Builder rates = new Rates.Builder();
        jdbc.query(
                connection -> Sql.streamed(
                        connection,
                        "SELECT carrier, operation, prefix, price, currency, effective_from FROM tel_rate"
                                + " WHERE enabled = TRUE"),
                // By place: to look each name up would take half of the time that a million rows need.
                row -> {
                    rates.add(new Rate(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBigDecimal(4),
                            row.getString(5),
                            row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
                });
        return rates.build();
    }
}
