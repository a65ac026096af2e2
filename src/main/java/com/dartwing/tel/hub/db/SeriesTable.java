package com.dartwing.tel.hub.db;

import com.dartwing.tel.series.BlockSource;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reserves blocks of record numbers, in a transaction of their own: a block is never given twice, gaps are normal. */
@Component
public class SeriesTable implements BlockSource {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate alone;

    public SeriesTable(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public long reserve(String series, int year, int size) {
        String name = series + "-" + year;
        try {
            return take(name, size);
        } catch (DuplicateKeyException e) {
            // Another node opened the series at the same time: now it is there.
            return take(name, size);
        }
    }

    private long take(String name, int size) {
        Long first = alone.execute(status -> {
            List<Long> next =
                    jdbc.queryForList("SELECT next_value FROM tel_series WHERE name = ? FOR UPDATE", Long.class, name);
            if (next.isEmpty()) {
                jdbc.update("INSERT INTO tel_series (name, next_value) VALUES (?, ?)", name, 1L + size);
                return 1L;
            }
            jdbc.update("UPDATE tel_series SET next_value = ? WHERE name = ?", next.get(0) + size, name);
            return next.get(0);
        });
        return first == null ? 1L : first;
    }
}
