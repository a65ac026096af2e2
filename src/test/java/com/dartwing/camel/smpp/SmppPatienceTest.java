package com.dartwing.camel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long the server waits for whom. */
class SmppPatienceTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** Only what a test is about is short: the rest has time, however slow the machine is. */
    private void listen(String options) throws Exception {
        camel.getRegistry().bind("guard", (BindGuard) request -> new Partner(request.systemId(), 100, 10));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("smpp-server:127.0.0.1:0?guard=#guard&" + options)
                        .routeId("server")
                        .process(exchange -> {});
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private RawPartner partner() throws IOException {
        return new RawPartner(((SmppServerConsumer) camel.getRoute("server").getConsumer()).port());
    }

    @Test
    void who_says_nothing_is_disconnected() throws Exception {
        listen("bindTimeout=300");
        try (RawPartner partner = partner()) {
            assertThat(partner.isClosed()).isTrue();
        }
    }

    @Test
    void who_says_half_a_request_and_no_more_is_disconnected() throws Exception {
        listen("bindTimeout=60000&pduTimeout=300");
        try (RawPartner partner = partner()) {
            partner.bind(Command.BIND_TRANSMITTER, "any");

            partner.octets(new byte[] {0, 0, 0, 50, 0, 0, 0, 4});

            assertThat(partner.isClosed()).isTrue();
        }
    }

    @Test
    void who_is_silent_is_asked_and_disconnected_when_it_does_not_answer() throws Exception {
        listen("bindTimeout=60000&enquireLinkInterval=300&responseTimeout=4000");
        try (RawPartner partner = partner()) {
            partner.bind(Command.BIND_TRANSMITTER, "any");

            Pdu asked = partner.read();
            partner.send(asked.answer(CommandStatus.ESME_ROK));
            Pdu again = partner.read();

            assertThat(asked.command()).isEqualTo(Command.ENQUIRE_LINK.id());
            assertThat(again.command()).isEqualTo(Command.ENQUIRE_LINK.id());
            assertThat(partner.isClosed()).isTrue();
        }
    }

    @Test
    void who_binds_too_often_is_refused_unheard() throws Exception {
        listen("bindTimeout=60000&bindsPerSecond=3");
        List<RawPartner> partners = new ArrayList<>();
        int throttled = 0;
        for (int i = 0; i < 40; i++) {
            partners.add(partner());
        }

        // All at once: a second may end between them, not ten.
        for (RawPartner partner : partners) {
            partner.send(Pdu.request(Command.BIND_TRANSMITTER, 1, RawPartner.bindBody("partner", "any")));
        }
        for (RawPartner partner : partners) {
            throttled += partner.read().status() == CommandStatus.ESME_RTHROTTLED.code() ? 1 : 0;
            partner.close();
        }

        assertThat(throttled).isPositive();
    }
}
