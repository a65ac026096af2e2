package com.dartwing.tel.system;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The way of an SMS through three processes of different roles, on one RabbitMQ and one MariaDB. */
class SmsAcrossRolesIT extends SmsScenario {

    private final List<HubProcess> others = new ArrayList<>();
    private RabbitMqProcess rabbit;

    @Override
    Sandbox sandbox() {
        rabbit = RabbitMqProcess.start();
        String seed = SandboxKey.generate().webhookSecret();
        String broker = "--spring.rabbitmq.addresses=" + rabbit.url();
        Sandbox sandbox = Sandbox.ownOnMariaDb("--tel.roles=api,simulators", "--tel.sandbox.seed=" + seed, broker);
        String door = "http://127.0.0.1:" + sandbox.hub.port();
        for (String roles : List.of("sms-router", "webhook-delivery,cdr,realtime,scheduler")) {
            others.add(sandbox.second(
                    "--tel.roles=" + roles,
                    "--tel.sandbox.seed=" + seed,
                    "--tel.sandbox.simulators-url=" + door,
                    "--tel.sandbox.hub-url=" + door,
                    "--tel.public-url=" + door,
                    broker));
        }
        return sandbox;
    }

    @Override
    boolean switchesAtOnce() {
        return false;
    }

    @AfterAll
    void stopOthers() {
        others.forEach(HubProcess::close);
        if (rabbit != null) {
            rabbit.close();
        }
    }
}
