package com.dartwing.tel.system;

/** Deliveries to consumers on the database that needs nothing installed. */
class WebhooksOnH2IT extends WebhooksScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
