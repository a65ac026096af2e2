package com.dartwing.tel.system;

class SmppOnMariaDbIT extends SmppScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
