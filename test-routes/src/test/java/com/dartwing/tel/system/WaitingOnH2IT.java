package com.dartwing.tel.system;

import java.util.List;

/** Messages that wait, on the database that needs nothing installed. */
class WaitingOnH2IT extends WaitingScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.ownOnH2();
    }

    @Override
    List<HubProcess> hubs(Sandbox sandbox) {
        return List.of(sandbox.hub);
    }
}
