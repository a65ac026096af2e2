package com.dartwing.tel.system;

/** Deliveries to consumers on the database of production. */
class WebhooksOnMariaDbIT extends WebhooksScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
