package com.dartwing.tel.system;

/** Spend limits on the database that needs nothing installed, and after a kill. */
class SpendOnH2IT extends SpendScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.ownOnH2();
    }

    @Override
    HubProcess another() {
        sandbox.hub.kill9();
        sandbox.hub.restart();
        return sandbox.hub;
    }
}
