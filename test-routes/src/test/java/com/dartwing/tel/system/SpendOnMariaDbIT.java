package com.dartwing.tel.system;

import org.junit.jupiter.api.AfterAll;

/** Spend limits on the database of production, shared by two nodes. */
class SpendOnMariaDbIT extends SpendScenario {

    private HubProcess second;

    @Override
    Sandbox sandbox() {
        return Sandbox.ownOnMariaDb();
    }

    @Override
    HubProcess another() {
        second = sandbox.second();
        return second;
    }

    @AfterAll
    void stopSecond() {
        if (second != null) {
            second.close();
        }
    }
}
