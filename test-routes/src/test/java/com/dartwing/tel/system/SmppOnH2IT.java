package com.dartwing.tel.system;

class SmppOnH2IT extends SmppScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
