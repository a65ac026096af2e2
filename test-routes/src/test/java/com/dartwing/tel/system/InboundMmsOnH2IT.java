package com.dartwing.tel.system;

/** What becomes of messages that come in, on the database that needs nothing installed. */
class InboundMmsOnH2IT extends InboundMmsScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
