package com.dartwing.tel.system;

import java.util.List;

/** Messages that wait, on the database of production with two hubs on it. */
class WaitingOnMariaDbIT extends WaitingScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.ownOnMariaDb();
    }

    @Override
    List<HubProcess> hubs(Sandbox sandbox) {
        return List.of(sandbox.hub, sandbox.second());
    }
}
