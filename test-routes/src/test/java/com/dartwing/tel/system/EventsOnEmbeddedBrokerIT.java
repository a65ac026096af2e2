package com.dartwing.tel.system;

/** The default profile: the broker lives in the hub, and dies with it. */
class EventsOnEmbeddedBrokerIT extends EventsScenario {

    private final String password = SandboxKey.generate().adminPassword();
    private final int port = HubProcess.freePort();

    @Override
    String[] broker() {
        return new String[] {"--tel.broker.port=" + port, "--tel.broker.password=" + password};
    }

    @Override
    String uri() {
        return "amqp://hub:" + password + "@127.0.0.1:" + port;
    }

    @Override
    void crash(HubProcess hub) {
        hub.kill9();
        hub.restart();
    }
}
