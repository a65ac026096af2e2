package com.dartwing.tel.system;

/** The way of an SMS on the database of production. */
class SmsOnMariaDbIT extends SmsScenario {

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
