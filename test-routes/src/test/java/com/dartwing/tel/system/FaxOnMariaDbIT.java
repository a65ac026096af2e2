package com.dartwing.tel.system;

class FaxOnMariaDbIT extends FaxScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
