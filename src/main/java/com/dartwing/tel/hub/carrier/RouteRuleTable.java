package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.routing.RouteRule;
import com.dartwing.tel.routing.RouteRules;
import com.dartwing.tel.routing.RouteWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The operators' route rules, held in memory. */
@Component
public class RouteRuleTable implements Held {

    private final JdbcTemplate jdbc;
    private final Snapshot<RouteRules> snapshot;

    public RouteRuleTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.snapshot = new Snapshot<>(jdbc, "tel_route_rule", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    public RouteRules rules() {
        return snapshot.get();
    }

    private RouteRules load() {
        return RouteRules.of(jdbc.query("SELECT * FROM tel_route_rule WHERE enabled = TRUE", (row, n) -> rule(row)));
    }

    private static RouteRule rule(ResultSet row) throws SQLException {
        String window = row.getString("hours");
        return new RouteRule(
                row.getString("name"),
                new RouteRule.Conditions(
                        row.getString("operation"),
                        row.getString("prefix"),
                        row.getString("country"),
                        row.getString("organization"),
                        row.getString("module"),
                        window == null ? null : RouteWindow.parse(window)),
                RouteRule.Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                row.getString("carrier"),
                row.getInt("percent"),
                row.getInt("priority"));
    }
}
