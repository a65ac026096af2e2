package com.dartwing.tel.system;

/** Compliance on MariaDB. */
class ComplianceOnMariaDbIT extends ComplianceScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }
}
