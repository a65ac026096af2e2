package com.dartwing.tel.system;

class RoutingOnMariaDbIT extends RoutingScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
