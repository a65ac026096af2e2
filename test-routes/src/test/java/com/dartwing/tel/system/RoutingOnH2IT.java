package com.dartwing.tel.system;

class RoutingOnH2IT extends RoutingScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
