package com.dartwing.tel.system;

class CallCommandsOnMariaDbIT extends CallCommandsScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
