package com.dartwing.tel.system;

class FaxOnH2IT extends FaxScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
