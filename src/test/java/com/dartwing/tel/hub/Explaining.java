package com.dartwing.tel.hub;

import java.sql.Connection;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;

/** Asks as any other, and tells how many rows a query went through at most to find its answer. */
public final class Explaining extends JdbcTemplate {

    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    private int mostScanned;

    public Explaining(Tables tables) {
        super(tables.jdbc.getDataSource());
    }

    /** Of tables and indexes together, so that one row found by an index is one or two. */
    public int mostScanned() {
        return mostScanned;
    }

    @Override
    public <T> T query(
            PreparedStatementCreator creator, PreparedStatementSetter setter, ResultSetExtractor<T> extractor) {
        String sql = ((SqlProvider) creator).getSql();
        int scanned = super.query(
                (Connection connection) -> connection.prepareStatement("EXPLAIN ANALYZE " + sql),
                setter,
                plan -> plan.next() ? sum(plan.getString(1)) : 0);
        mostScanned = Math.max(mostScanned, scanned);
        return super.query(creator, setter, extractor);
    }

    private static int sum(String plan) {
        return SCANNED.matcher(plan)
                .results()
                .map(found -> found.group(1))
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
