package com.dartwing.tel.system;

/** A batch and a killed hub, on the database that needs nothing installed. */
class BatchKillOnH2IT extends BatchKillScenario {

    @Override
    String[] storage() {
        return new String[0];
    }

    @Override
    void stopStorage() {}
}
