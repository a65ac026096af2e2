package com.dartwing.tel.system;

/** The life of API keys on the database that needs nothing installed. */
class KeysOnH2IT extends KeysScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
