package com.dartwing.tel.system;

/** The way of an MMS on the database of production. */
class MmsOnMariaDbIT extends MmsScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
