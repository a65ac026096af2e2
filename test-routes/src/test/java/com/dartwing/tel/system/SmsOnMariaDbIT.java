package com.dartwing.tel.system;

/** The way of an SMS on the database of production. */
class SmsOnMariaDbIT extends SmsScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.ownOnMariaDb();
    }
}
