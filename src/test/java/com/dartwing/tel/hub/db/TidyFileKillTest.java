package com.dartwing.tel.hub.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Nothing that was committed is lost when a process is killed that was tidying up its file. */
class TidyFileKillTest {

    private static final int KILLS = 3;
    private static final int SENT_BEFORE_THE_KILL = 300;
    private static final int TIDIED_BEFORE_THE_KILL = 10;
    private static final int GROUP = 5;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void what_was_committed_survives() throws IOException, InterruptedException {
        String url = EmbeddedUrl.of(folder, 500);
        Set<String> sent = new HashSet<>();

        for (int kill = 0; kill < KILLS; kill++) {
            sent.addAll(sentUntilKilled(url, "SMS-" + kill));
        }

        try (var database = new SingleConnectionDataSource(url, "sa", "", true)) {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            Set<String> lost = new TreeSet<>(sent);
            jdbc.query(
                    "SELECT SUBSTRING(name, 1, LENGTH(name) - 2) AS sent_group FROM message WHERE status = 'Sent'"
                            + " GROUP BY 1 HAVING COUNT(*) = " + GROUP,
                    row -> {
                        lost.remove(row.getString(1));
                    });
            assertThat(lost).as("committed and not there").isEmpty();
            assertThat(jdbc.queryForObject(
                            "SELECT COUNT(*) FROM (SELECT reference FROM message ORDER BY reference)", Integer.class))
                    .as("rows by the index")
                    .isEqualTo(jdbc.queryForObject("SELECT COUNT(body) FROM message", Integer.class));
        }
    }

    private static Set<String> sentUntilKilled(String url, String name) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritesWhileTidied.class.getName(),
                        url,
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
            Set<String> sent = new HashSet<>();
            int tidied = 0;
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("sent")) {
                    sent.add(words[1]);
                } else if (words[0].equals("tidied")) {
                    tidied += Integer.parseInt(words[1]);
                }
                if (sent.size() >= SENT_BEFORE_THE_KILL && tidied >= TIDIED_BEFORE_THE_KILL) {
                    // Through its handle, so that what it said is read to the end.
                    writer.toHandle().destroyForcibly();
                }
            }
            assertThat(tidied).isGreaterThanOrEqualTo(TIDIED_BEFORE_THE_KILL);
            return sent;
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }
}
