package com.dartwing.tel.system;

class RealtimeOnH2IT extends RealtimeScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
