package com.dartwing.tel.system;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class UpgradeOnH2IT extends UpgradeScenario {

    @Override
    Database database() {
        Path directory = Children.temporaryDirectory("hub-upgrade");
        return new Database() {
            @Override
            public Connection connect() throws SQLException {
                return DriverManager.getConnection(
                        "jdbc:h2:file:" + directory.resolve("hub")
                                + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TIME ZONE=UTC",
                        "sa",
                        "");
            }

            @Override
            public String tableOptions() {
                return "";
            }

            @Override
            public HubProcess.Launch hub() {
                return HubProcess.with().dataDir(directory);
            }

            @Override
            public void close() {
                Children.delete(directory);
            }
        };
    }
}
