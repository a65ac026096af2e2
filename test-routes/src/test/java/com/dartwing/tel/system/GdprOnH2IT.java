package com.dartwing.tel.system;

/** What a person may ask for, on the database that needs nothing installed. */
class GdprOnH2IT extends GdprScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
