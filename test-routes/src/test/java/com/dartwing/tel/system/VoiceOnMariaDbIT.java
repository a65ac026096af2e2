package com.dartwing.tel.system;

class VoiceOnMariaDbIT extends VoiceScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
