package com.dartwing.tel.system;

/** What becomes of messages that come in, on the database of production. */
class InboundMmsOnMariaDbIT extends InboundMmsScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
