package com.dartwing.tel.system;

/** The way of an SMS on the database that needs nothing installed. */
class SmsOnH2IT extends SmsScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.ownOnH2();
    }
}
