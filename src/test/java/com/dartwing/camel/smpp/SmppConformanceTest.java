package com.dartwing.camel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What SMPP 3.4 wants of an SMSC beyond commands and states ({@link SmppServerTest}): sequence numbers, ids of answers, lengths,
 * fields and parameters, and how octets arrive.
 */
class SmppConformanceTest {

    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    private static final byte[] MESSAGE = RawPartner.text("Hello").write();
    private static final byte[] NONE = {};

    @BeforeAll
    static void start() throws Exception {
        CAMEL.getRegistry().bind("guard", (BindGuard) request -> new Partner(request.systemId(), 1_000, 10));
        CAMEL.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("smpp-server:127.0.0.1:0?guard=#guard&bindsPerSecond=1000&bindTimeout=60000")
                        .routeId("server")
                        .process(exchange -> exchange.getMessage().setHeader(SmppServerConstants.MESSAGE_ID, "M-1"));
            }
        });
        CAMEL.start();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    private static RawPartner open() throws IOException {
        return new RawPartner(((SmppServerConsumer) CAMEL.getRoute("server").getConsumer()).port());
    }

    private static RawPartner bound() throws IOException {
        RawPartner partner = open();
        assertThat(partner.bind(Command.BIND_TRANSCEIVER, "any").status()).isZero();
        return partner;
    }

    static Stream<Arguments> requests() {
        int submit = Command.SUBMIT_SM.id();
        int answered = Command.SUBMIT_SM.response();
        byte[] longSource = with("1".repeat(21), "2", "", "", 5);
        byte[] longDestination = with("1", "2".repeat(21), "", "", 5);
        return Stream.of(
                // Sequence numbers (section 3.2.1.4) come back, those that nobody should use too.
                row("the first sequence number", submit, 0, 1, MESSAGE, answered, "ESME_ROK"),
                row("the last sequence number", submit, 0, 0x7FFFFFFF, MESSAGE, answered, "ESME_ROK"),
                row("sequence number 0", submit, 0, 0, MESSAGE, answered, "ESME_ROK"),
                row("a sequence number of 32 bits", submit, 0, 0xFFFFFFFF, MESSAGE, answered, "ESME_ROK"),
                // A request's status means nothing (section 3.2.1.3).
                row("a request with a status", submit, 8, 5, MESSAGE, answered, "ESME_ROK"),
                // What is no request (section 5.1.2.1), and requests that an SMSC is not asked.
                row("an id that is reserved", 0x0A, 0, 6, NONE, Command.GENERIC_NACK, "ESME_RINVCMDID"),
                row("an id of a vendor", 0x10200, 0, 7, NONE, Command.GENERIC_NACK, "ESME_RINVCMDID"),
                row("id 0", 0, 0, 8, NONE, Command.GENERIC_NACK, "ESME_RINVCMDID"),
                row("outbind", 0x0B, 0, 9, NONE, Command.GENERIC_NACK, "ESME_RINVCMDID"),
                row("alert_notification", 0x102, 0, 10, NONE, Command.GENERIC_NACK, "ESME_RINVCMDID"),
                // Lengths (section 5.1.3).
                row("no body", submit, 0, 11, NONE, answered, "ESME_RINVCMDLEN"),
                row("a body that ends in its text", submit, 0, 12, cut(MESSAGE, 1), answered, "ESME_RINVCMDLEN"),
                row("a body of zeros", submit, 0, 13, new byte[17], answered, "ESME_ROK"),
                row("an enquiry with a body", 0x15, 0, 14, MESSAGE, 0x80000015, "ESME_ROK"),
                // Fields (section 4.4.1).
                row("a source too long", submit, 0, 15, longSource, answered, "ESME_RINVSRCADR"),
                row("a destination too long", submit, 0, 16, longDestination, answered, "ESME_RINVDSTADR"),
                row("a schedule too long", submit, 0, 17, with("1", "2", time(18), "", 5), answered, "ESME_RINVSCHED"),
                row("a validity too long", submit, 0, 18, with("1", "2", "", time(18), 5), answered, "ESME_RINVEXPIRY"),
                row("a text of 255 octets", submit, 0, 19, with("1", "2", "", "", 255), answered, "ESME_ROK"),
                row("an empty text", submit, 0, 20, with("1", "2", "", "", 0), answered, "ESME_ROK"),
                // Optional parameters (section 5.3.1): who does not know one ignores it.
                row("an unknown parameter", submit, 0, 21, more(0x1400, 4, 4), answered, "ESME_ROK"),
                row("a parameter of no length", submit, 0, 22, more(0x1401, 0, 0), answered, "ESME_ROK"),
                row(
                        "a parameter longer than its PDU",
                        submit,
                        0,
                        23,
                        more(0x0204, 9, 2),
                        answered,
                        "ESME_RINVOPTPARSTREAM"),
                row("half a parameter", submit, 0, 24, cut(more(0x0204, 2, 0), 1), answered, "ESME_RINVOPTPARSTREAM"),
                row("a text beside a payload", submit, 0, 25, more(0x0424, 3, 3), answered, "ESME_RINVMSGLEN"));
    }

    private static Arguments row(
            String what, int command, int status, int sequence, byte[] body, int answer, String expected) {
        return Arguments.of(what, new Pdu(command, status, sequence, body), answer, CommandStatus.valueOf(expected));
    }

    private static byte[] cut(byte[] body, int octets) {
        return Arrays.copyOf(body, body.length - octets);
    }

    private static String time(int length) {
        return "0".repeat(length);
    }

    private static byte[] with(String source, String destination, String schedule, String validity, int length) {
        BodyWriter body = new BodyWriter().text("").octet(1).octet(1).text(source);
        body.octet(1).octet(1).text(destination).octet(0).octet(0).octet(0).text(schedule);
        return body.text(validity)
                .octet(0)
                .octet(0)
                .octet(0)
                .octet(0)
                .octet(length)
                .octets(new byte[length])
                .bytes();
    }

    /** The message with a parameter that claims {@code length} octets, and has {@code there}. */
    private static byte[] more(int tag, int length, int there) {
        return new BodyWriter()
                .octets(MESSAGE)
                .octet(tag >> 8)
                .octet(tag)
                .octet(0)
                .octet(length)
                .octets(new byte[there])
                .bytes();
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("requests")
    void each_request_is_answered_by_its_number_with_its_id(
            String what, Pdu request, int answer, CommandStatus expected) throws IOException {
        try (RawPartner partner = bound()) {
            partner.send(request);

            Pdu answered = partner.read();

            assertThat(answered.sequence()).isEqualTo(request.sequence());
            assertThat(answered.command()).isEqualTo(answer);
            assertThat(answered.status()).isEqualTo(expected.code());
            // The session goes on.
            assertThat(partner.ask(Command.ENQUIRE_LINK, NONE).status()).isZero();
        }
    }

    @Test
    void what_is_no_request_is_said_to_who_is_not_bound_too() throws IOException {
        try (RawPartner partner = open()) {
            partner.send(new Pdu(0x77, 0, 9, NONE));

            assertThat(partner.read())
                    .usingRecursiveComparison()
                    .isEqualTo(Pdu.genericNack(CommandStatus.ESME_RINVCMDID, 9));
            assertThat(partner.ask(Command.ENQUIRE_LINK, NONE).command()).isEqualTo(Command.ENQUIRE_LINK.response());
        }
    }

    @Test
    void answers_to_nothing_are_not_answered_in_any_state() throws IOException {
        try (RawPartner open = open();
                RawPartner bound = bound()) {
            for (RawPartner partner : new RawPartner[] {open, bound}) {
                for (Command command : Command.values()) {
                    // An answer to unbind ends a session that has been asked to go, and no other.
                    partner.send(new Pdu(command.response(), 0, 99, NONE));
                }
                partner.send(Pdu.genericNack(CommandStatus.ESME_RINVCMDID, 99));

                assertThat(partner.ask(Command.ENQUIRE_LINK, NONE).command())
                        .isEqualTo(Command.ENQUIRE_LINK.response());
            }
        }
    }

    @Test
    void requests_may_come_octet_by_octet_or_many_at_once() throws IOException {
        try (RawPartner partner = bound()) {
            byte[] enquiry = {0, 0, 0, 16, 0, 0, 0, 0x15, 0, 0, 0, 0, 0, 0, 0, 41};
            for (byte octet : enquiry) {
                partner.octets(new byte[] {octet});
            }
            assertThat(partner.read().sequence()).isEqualTo(41);

            byte[] many = new byte[3 * enquiry.length];
            for (int i = 0; i < 3; i++) {
                System.arraycopy(enquiry, 0, many, i * enquiry.length, enquiry.length);
                many[i * enquiry.length + 15] = (byte) (50 + i);
            }
            partner.octets(many);

            assertThat(partner.read().sequence()).isEqualTo(50);
            assertThat(partner.read().sequence()).isEqualTo(51);
            assertThat(partner.read().sequence()).isEqualTo(52);
        }
    }

    @Test
    void nothing_is_answered_behind_an_unbind() throws IOException {
        try (RawPartner partner = bound()) {
            assertThat(partner.ask(Command.UNBIND, NONE).command()).isEqualTo(Command.UNBIND.response());

            assertThat(partner.isClosed()).isTrue();
        }
    }
}
