package com.dartwing.tel.system;

/** The records on the database that needs nothing installed. */
class ResourceOnH2IT extends ResourceScenario {

    @Override
    String[] storage() {
        return new String[0];
    }

    @Override
    void stopStorage() {}
}
