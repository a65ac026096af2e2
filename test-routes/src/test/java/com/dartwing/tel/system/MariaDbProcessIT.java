package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MariaDbProcessIT {

    @Test
    void whatWasCommittedSurvivesAKillAndIsGoneAfterClose() throws SQLException {
        var server = MariaDbProcess.start("--max-connections=50");
        try (server) {
            try (var connection = server.connect();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept (id INT PRIMARY KEY)");
                statement.execute("INSERT INTO kept VALUES (1)");
            }
            long first = server.pid();

            server.kill9();
            assertThat(server.isAlive()).isFalse();
            assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
            server.restart();

            assertThat(server.pid()).isNotEqualTo(first);
            try (var connection = server.connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT id, @@max_connections FROM kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(1);
                assertThat(rows.getInt(2)).isEqualTo(50);
            }
        }

        assertThat(server.isAlive()).isFalse();
        assertThat(server.logs()).isEmpty();
    }

    @Test
    void nobodyElseComesIn() {
        try (var server = MariaDbProcess.start()) {
            for (var user : new String[] {"root", "", "hub"}) {
                assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), user, "")
                                .close())
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("Access denied");
            }
        }
    }
}
