package com.dartwing.tel.system;

/** A killed hub on the database of production. */
class KillNineOnMariaDbIT extends KillNineScenario {

    private MariaDbProcess database;

    @Override
    String[] storage() {
        database = MariaDbProcess.start();
        return new String[] {
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password()
        };
    }

    @Override
    void stopStorage() {
        if (database != null) {
            database.close();
        }
    }
}
