package com.dartwing.tel.system;

/** The way of an MMS on the database that needs nothing installed. */
class MmsOnH2IT extends MmsScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
