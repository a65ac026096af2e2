package com.dartwing.camel.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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

    @Test
    void who_is_refused_ten_thousand_times_costs_a_line_a_second() throws Exception {
        listen("bindTimeout=600000&bindsPerSecond=0");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(RefusalLog.class);
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        long start = System.nanoTime();
        try (RawPartner partner = partner()) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(partner.bind(Command.BIND_TRANSMITTER, "any").status())
                        .isEqualTo(CommandStatus.ESME_RTHROTTLED.code());
            }
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }

        assertThat(lines.list).hasSizeBetween(1, 2 + (int) ((System.nanoTime() - start) / 1_000_000_000L));
    }

    @Test
    void connections_that_are_too_many_are_closed_and_those_that_end_make_room() throws Exception {
        listen("bindTimeout=600000&maxConnections=20&bindsPerSecond=1000");
        List<RawPartner> idle = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            idle.add(partner());
            // Else it may be one of those that are still to be taken in.
            idle.get(i).ask(Command.ENQUIRE_LINK, new byte[0]);
        }

        for (int i = 0; i < 2_000; i++) {
            try (RawPartner partner = partner()) {
                assertThat(partner.isClosed()).isTrue();
            }
        }
        for (RawPartner partner : idle) {
            partner.close();
        }

        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            try (RawPartner partner = partner()) {
                return partner.bind(Command.BIND_TRANSMITTER, "any").status() == 0;
            }
        });
    }
}
