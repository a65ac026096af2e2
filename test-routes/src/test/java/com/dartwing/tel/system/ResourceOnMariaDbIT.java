package com.dartwing.tel.system;

/** The records on the database of production. */
class ResourceOnMariaDbIT extends ResourceScenario {

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
