package com.dartwing.tel.system;

class ConferenceOnMariaDbIT extends ConferenceScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
