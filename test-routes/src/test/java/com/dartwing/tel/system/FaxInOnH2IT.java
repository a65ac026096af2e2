package com.dartwing.tel.system;

class FaxInOnH2IT extends FaxInScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
