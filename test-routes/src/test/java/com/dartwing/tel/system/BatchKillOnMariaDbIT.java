package com.dartwing.tel.system;

/** A batch and a killed hub, on the database of production. */
class BatchKillOnMariaDbIT extends BatchKillScenario {

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
