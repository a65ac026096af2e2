package com.dartwing.tel.system;

class CdrOnH2IT extends CdrScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
