package com.dartwing.tel.system;

/** Compliance on H2. */
class ComplianceOnH2IT extends ComplianceScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }
}
