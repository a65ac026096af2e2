package com.dartwing.tel.system;

import java.sql.Connection;
import java.sql.SQLException;

class UpgradeOnMariaDbIT extends UpgradeScenario {

    @Override
    Database database() {
        MariaDbProcess server = MariaDbProcess.start();
        return new Database() {
            @Override
            public Connection connect() throws SQLException {
                return server.connect();
            }

            @Override
            public String tableOptions() {
                return "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";
            }

            @Override
            public HubProcess.Launch hub() {
                return HubProcess.with(server.hubArguments());
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
