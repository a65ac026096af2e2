package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.cdr.Months;
import com.dartwing.tel.hub.db.OneAtATime;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The months that MariaDB keeps records and messages in; H2 has none. */
@Component("partitions")
public class Partitions {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

    /** A hub that is not looked after for so long still finds a month for its rows. */
    private static final int MONTHS_AHEAD = 3;

    private static final Map<String, String> TIMES = Map.of("tel_cdr", "initiated_at", "tel_sms_message", "created_at");

    private final JdbcTemplate jdbc;
    private final OneAtATime one;
    private final Clock clock;

    Partitions(JdbcTemplate jdbc, OneAtATime one, Clock clock) {
        this.jdbc = jdbc;
        this.one = one;
        this.clock = clock;
    }

    /** Adds the months that are missing. */
    public void add() {
        if (arePartitioned()) {
            one.run("partitions", () -> TIMES.forEach(this::add));
        }
    }

    boolean arePartitioned() {
        return Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>) OneAtATime::isMariaDb));
    }

    private void add(String table, String time) {
        YearMonth last = months(table).stream().max(YearMonth::compareTo).orElse(null);
        YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        YearMonth oldest = last == null ? oldest(table, time) : null;
        List<YearMonth> missing = Months.missing(last, oldest, now, MONTHS_AHEAD);
        if (!missing.isEmpty()) {
            jdbc.execute(Months.split(table, missing));
            LOG.info("{} is kept by month until {}", table, missing.get(missing.size() - 1));
        }
    }

    private YearMonth oldest(String table, String time) {
        LocalDateTime oldest = jdbc.queryForObject("SELECT MIN(" + time + ") FROM " + table, LocalDateTime.class);
        return oldest == null ? null : YearMonth.from(oldest);
    }

    /** The months that a table has. */
    List<YearMonth> months(String table) {
        return jdbc
                .queryForList(
                        "SELECT partition_name FROM information_schema.partitions"
                                + " WHERE table_schema = DATABASE() AND table_name = ? AND partition_name IS NOT NULL",
                        String.class,
                        table)
                .stream()
                .map(Months::of)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Removes a month with all of its rows. */
    void drop(String table, YearMonth month) {
        jdbc.execute(Months.drop(table, month));
        LOG.info("{} no longer keeps {}", table, month);
    }
}
