package com.dartwing.tel.system;

class CdrOnMariaDbIT extends CdrScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
