package com.dartwing.tel.system;

class RealtimeOnMariaDbIT extends RealtimeScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
