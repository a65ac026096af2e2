package com.dartwing.tel.system;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

/** RabbitMQ, spoken to by TLS, which is killed while the hub goes on. */
class EventsOnRabbitMqIT extends EventsScenario {

    private final TestCertificate certificate = new TestCertificate();
    private RabbitMqProcess rabbit;

    @Override
    String[] broker() {
        int port = HubProcess.freePort();
        rabbit = RabbitMqProcess.start(
                "listeners.ssl.1 = 127.0.0.1:" + port,
                "ssl_options.cacertfile = " + certificate.certificate,
                "ssl_options.certfile = " + certificate.certificate,
                "ssl_options.keyfile = " + certificate.key);
        return new String[] {
            "--spring.rabbitmq.addresses=amqps://" + rabbit.user() + ":" + rabbit.password() + "@127.0.0.1:" + port,
            "--spring.rabbitmq.ssl.trust-store=file:" + certificate.trustStore,
            "--spring.rabbitmq.ssl.trust-store-password=" + certificate.trustStorePassword()
        };
    }

    @Override
    String uri() {
        return rabbit.url();
    }

    @Override
    void crash(HubProcess hub) {
        rabbit.kill9();
        rabbit.restart();
    }

    @AfterAll
    void stopBroker() throws IOException {
        if (rabbit != null) {
            rabbit.close();
        }
        certificate.close();
    }
}
