package com.dartwing.tel.system;

/** Batches on the database that needs nothing installed. */
class BatchOnH2IT extends BatchScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
