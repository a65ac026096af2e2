package com.dartwing.tel.system;

class VoiceInOnH2IT extends VoiceInScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
