package com.dartwing.tel.system;

/** What a person may ask for, on the database of production. */
class GdprOnMariaDbIT extends GdprScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
