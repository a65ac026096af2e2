package com.dartwing.tel.system;

/** The way of an SMS on the database of production. */
class SmsOnMariaDbIT extends SmsScenario {

    private MariaDbProcess database;

    @Override
    String[] storage() {
        database = MariaDbProcess.start();
        return database.hubArguments();
    }

    @Override
    void stopStorage() {
        if (database != null) {
            database.close();
        }
    }
}
