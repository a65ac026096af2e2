package com.dartwing.tel.hub.db;

import com.zaxxer.hikari.HikariDataSource;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A process that is to be killed: it writes rows from several threads and says each that is committed, while the file is
 * tidied without a pause. {@code <url> <name of the first row>}
 */
final class WritesWhileTidied {

    private static final int WRITERS = 4;
    private static final int GROUP = 5;

    private WritesWhileTidied() {}

    public static void main(String... args) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(args[0]);
        database.setUsername("sa");
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("CREATE TABLE IF NOT EXISTS message (name VARCHAR(32) PRIMARY KEY, status VARCHAR(16) NOT NULL,"
                + " reference VARCHAR(64) NOT NULL, body VARCHAR(200) NOT NULL)");
        jdbc.execute("CREATE INDEX IF NOT EXISTS ix_message_reference ON message (reference)");
        IntStream.range(0, WRITERS).forEach(writer -> new Thread(() -> write(jdbc, args[1] + "-" + writer)).start());
        TidyFile tidy = new TidyFile(jdbc);
        while (true) {
            int slices = tidy.tidy();
            if (slices > 0) {
                say("tidied " + slices);
            }
        }
    }

    private static void write(JdbcTemplate jdbc, String name) {
        for (int first = 0; ; first += GROUP) {
            String group = name + "-" + first;
            jdbc.update(
                    "INSERT INTO message SELECT CONCAT(?, '-', x), 'Queued', RANDOM_UUID(), REPEAT('x', 100)"
                            + " FROM SYSTEM_RANGE(1, " + GROUP + ")",
                    group);
            jdbc.update("UPDATE message SET status = 'Sent' WHERE name LIKE ?", group + "-%");
            say("sent " + group);
        }
    }

    /** A line at a time, written at once: what was said is heard although the process is killed. */
    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
