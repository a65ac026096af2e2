package com.dartwing.tel.system;

import java.util.Map;

class BackupOnMariaDbIT extends BackupScenario {

    @Override
    Storage storage() {
        MariaDbProcess server = MariaDbProcess.start();
        return new Storage() {
            @Override
            public HubProcess.Launch hub() {
                return HubProcess.with(server.hubArguments());
            }

            @Override
            public Map<String, String> environment() {
                return Map.of(
                        "TEL_DB_URL",
                        server.jdbcUrl(),
                        "TEL_DB_USER",
                        server.user(),
                        "TEL_DB_PASSWORD",
                        server.password());
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
