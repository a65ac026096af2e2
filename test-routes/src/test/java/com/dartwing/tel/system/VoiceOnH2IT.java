package com.dartwing.tel.system;

class VoiceOnH2IT extends VoiceScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
