package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class TidyFileTest {

    private static final int MESSAGES = 10_000;
    private static final int GROUP = 10;
    private static final int EVERY = 200;
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    /** Each message is written once, and changed once when others have come: two commits, as the hub makes. */
    @Test
    void the_file_grows_by_what_is_in_it_and_not_by_what_was_written() throws IOException {
        try (var database = new SingleConnectionDataSource(EmbeddedUrl.of(folder, 200), "sa", "", true)) {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            TidyFile tidy = new TidyFile(jdbc);
            jdbc.execute("CREATE TABLE message (name VARCHAR(32) PRIMARY KEY, status VARCHAR(16) NOT NULL,"
                    + " reference VARCHAR(64) NOT NULL, body VARCHAR(200) NOT NULL)");
            jdbc.execute("CREATE INDEX ix_message_status ON message (status, name)");
            jdbc.execute("CREATE INDEX ix_message_reference ON message (reference)");

            for (int first = 0; first < MESSAGES; first += GROUP) {
                jdbc.update(
                        "INSERT INTO message SELECT 'SMS-' || x, 'Queued', RANDOM_UUID(), REPEAT('x', 100)"
                                + " FROM SYSTEM_RANGE(?, ?)",
                        first,
                        first + GROUP - 1);
                jdbc.update("UPDATE message SET status = 'Sent' WHERE status = 'Queued'");
                if (first % EVERY == 0) {
                    tidy.tidy();
                }
            }

            assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM message", Integer.class))
                    .isEqualTo(MESSAGES);
            assertThat(Files.size(folder.resolve("hub.mv.db")) / MEBIBYTE).isLessThan(40);
        }
    }
}
