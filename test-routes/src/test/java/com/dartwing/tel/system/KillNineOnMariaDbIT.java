package com.dartwing.tel.system;

/** A killed hub on the database of production. */
class KillNineOnMariaDbIT extends KillNineScenario {

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
