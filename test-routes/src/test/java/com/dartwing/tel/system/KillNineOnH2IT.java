package com.dartwing.tel.system;

/** A killed hub on the database that needs nothing installed. */
class KillNineOnH2IT extends KillNineScenario {

    @Override
    String[] storage() {
        return new String[0];
    }

    @Override
    void stopStorage() {}
}
