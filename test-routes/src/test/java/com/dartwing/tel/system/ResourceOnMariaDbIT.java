package com.dartwing.tel.system;

/** The records on the database of production. */
class ResourceOnMariaDbIT extends ResourceScenario {

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
