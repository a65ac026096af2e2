package com.dartwing.tel.system;

class CallCommandsOnH2IT extends CallCommandsScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
