package com.dartwing.tel.system;

/** Batches on the database of production. */
class BatchOnMariaDbIT extends BatchScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
