package com.dartwing.camel.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The server as a partner meets it: what it answers to which request in which state, and to what is no request. */
class SmppServerTest {

    private static final String PASSWORD = "secret-1";
    private static final int MOST_BINDS = 2;
    private static final int WINDOW = 3;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Binds binds = new Binds();
    private final BlockingQueue<AsyncCallback> held = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> partners = new ArrayList<>();
    private volatile boolean holding;
    private volatile List<MultiMessage.Refused> refused = List.of();

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("binds", binds);
        camel.getRegistry().bind("guard", (BindGuard) request -> {
            if (!PASSWORD.equals(request.password())) {
                throw new SmppException(CommandStatus.ESME_RINVPASWD);
            }
            return new Partner(request.systemId(), MOST_BINDS, WINDOW);
        });
        listen("&bindsPerSecond=1000&bindTimeout=60000");
    }

    private void listen(String options) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("smpp-server:127.0.0.1:0?guard=#guard&binds=#binds" + options)
                        .routeId("server")
                        .process(new AsyncProcessorSupport() {
                            @Override
                            public boolean process(Exchange exchange, AsyncCallback done) {
                                exchange.getMessage().setHeader(SmppServerConstants.MESSAGE_ID, "M-1");
                                exchange.getMessage().setHeader(SmppServerConstants.MESSAGE_STATE, 2);
                                exchange.getMessage().setHeader(SmppServerConstants.REFUSED, refused);
                                if (holding) {
                                    held.add(done);
                                    return false;
                                }
                                done.done(true);
                                return true;
                            }
                        });
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable partner : partners) {
            partner.close();
        }
        camel.stop();
    }

    private RawPartner partner() throws IOException {
        RawPartner partner =
                new RawPartner(((SmppServerConsumer) camel.getRoute("server").getConsumer()).port());
        partners.add(partner);
        return partner;
    }

    private RawPartner bound(Command bind) throws IOException {
        RawPartner partner = partner();
        assertThat(partner.bind(bind, PASSWORD).status()).isZero();
        return partner;
    }

    static Stream<Arguments> everyCommandInEveryState() {
        Map<Command, String> expected = Map.ofEntries(
                // open, transmitter, receiver, transceiver
                Map.entry(Command.BIND_RECEIVER, "ESME_ROK ESME_RALYBND ESME_RALYBND ESME_RALYBND"),
                Map.entry(Command.BIND_TRANSMITTER, "ESME_ROK ESME_RALYBND ESME_RALYBND ESME_RALYBND"),
                Map.entry(Command.BIND_TRANSCEIVER, "ESME_ROK ESME_RALYBND ESME_RALYBND ESME_RALYBND"),
                Map.entry(Command.SUBMIT_SM, "ESME_RINVBNDSTS ESME_ROK ESME_RINVBNDSTS ESME_ROK"),
                Map.entry(Command.DATA_SM, "ESME_RINVBNDSTS ESME_ROK ESME_RINVBNDSTS ESME_ROK"),
                Map.entry(Command.QUERY_SM, "ESME_RINVBNDSTS ESME_ROK ESME_RINVBNDSTS ESME_ROK"),
                Map.entry(Command.CANCEL_SM, "ESME_RINVBNDSTS ESME_ROK ESME_RINVBNDSTS ESME_ROK"),
                Map.entry(Command.REPLACE_SM, "ESME_RINVBNDSTS ESME_ROK ESME_RINVBNDSTS ESME_ROK"),
                Map.entry(Command.SUBMIT_MULTI, "ESME_RINVBNDSTS ESME_ROK ESME_RINVBNDSTS ESME_ROK"),
                Map.entry(Command.DELIVER_SM, "ESME_RINVBNDSTS ESME_RINVCMDID ESME_RINVCMDID ESME_RINVCMDID"),
                Map.entry(Command.ENQUIRE_LINK, "ESME_ROK ESME_ROK ESME_ROK ESME_ROK"),
                Map.entry(Command.UNBIND, "ESME_RINVBNDSTS ESME_ROK ESME_ROK ESME_ROK"));
        Command[] states = {null, Command.BIND_TRANSMITTER, Command.BIND_RECEIVER, Command.BIND_TRANSCEIVER};
        return Arrays.stream(Command.values()).flatMap(command -> {
            String[] verdicts = expected.get(command).split(" ");
            return Stream.of(0, 1, 2, 3)
                    .map(state -> Arguments.of(command, states[state], CommandStatus.valueOf(verdicts[state])));
        });
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @MethodSource("everyCommandInEveryState")
    void each_command_is_answered_by_the_state_of_its_session(Command command, Command bind, CommandStatus expected)
            throws IOException {
        RawPartner partner = bind == null ? partner() : bound(bind);

        Pdu answer = partner.ask(command, body(command));

        assertThat(answer.status()).isEqualTo(expected.code());
        assertThat(answer.command())
                .isEqualTo(expected == CommandStatus.ESME_RINVCMDID ? Command.GENERIC_NACK : command.response());
    }

    private static byte[] body(Command command) {
        BodyWriter body = new BodyWriter();
        return switch (command) {
            case BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER -> RawPartner.bindBody("partner", PASSWORD);
            case SUBMIT_SM, DELIVER_SM -> RawPartner.text("Hello").write();
            case DATA_SM ->
                body.text("")
                        .octet(1)
                        .octet(1)
                        .text("1")
                        .octet(1)
                        .octet(1)
                        .text("2")
                        .octet(0)
                        .octet(0)
                        .octet(0)
                        .bytes();
            case QUERY_SM -> body.text("M-1").octet(1).octet(1).text("1").bytes();
            case CANCEL_SM ->
                body.text("")
                        .text("M-1")
                        .octet(1)
                        .octet(1)
                        .text("1")
                        .octet(1)
                        .octet(1)
                        .text("2")
                        .bytes();
            case REPLACE_SM ->
                body.text("M-1")
                        .octet(1)
                        .octet(1)
                        .text("1")
                        .text("")
                        .text("")
                        .octet(0)
                        .octet(0)
                        .octet(1)
                        .octet('x')
                        .bytes();
            case SUBMIT_MULTI -> {
                body.text("").octet(1).octet(1).text("1").octet(2);
                body.octet(1).octet(1).octet(1).text("2").octet(2).text("list");
                // Class, protocol, priority; no times; receipts, replacing, coding, default message; a text of one
                // octet.
                yield body.octets(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'x'})
                        .bytes();
            }
            default -> body.bytes();
        };
    }

    @Test
    void the_answer_to_a_message_brings_its_id() throws IOException {
        RawPartner partner = bound(Command.BIND_TRANSMITTER);

        Pdu answer = partner.ask(Command.SUBMIT_SM, RawPartner.text("Hello").write());

        assertThat(new BodyReader(answer.body()).text(64, CommandStatus.ESME_RSYSERR))
                .isEqualTo("M-1");
    }

    @Test
    void the_answer_to_a_message_for_many_names_who_does_not_get_it() throws IOException {
        RawPartner partner = bound(Command.BIND_TRANSMITTER);
        Address list = new Address(0, 0, "list");
        refused = List.of(new MultiMessage.Refused(list, CommandStatus.ESME_RCNTSUBDL));

        BodyReader answer = new BodyReader(
                partner.ask(Command.SUBMIT_MULTI, body(Command.SUBMIT_MULTI)).body());

        assertThat(answer.text(64, CommandStatus.ESME_RSYSERR)).isEqualTo("M-1");
        assertThat(answer.octet()).isEqualTo(1);
        assertThat(Address.read(answer, CommandStatus.ESME_RSYSERR)).isEqualTo(list);
        assertThat(answer.octets(4)).containsExactly(0, 0, 0, 0x44);
    }

    @Test
    void who_was_refused_may_try_again() throws IOException {
        RawPartner partner = partner();

        Pdu refused = partner.bind(Command.BIND_TRANSCEIVER, "wrong");

        assertThat(refused.command()).isEqualTo(Command.BIND_TRANSCEIVER.response());
        assertThat(refused.status()).isEqualTo(CommandStatus.ESME_RINVPASWD.code());
        assertThat(partner.ask(Command.SUBMIT_SM, RawPartner.text("Hello").write())
                        .status())
                .isEqualTo(CommandStatus.ESME_RINVBNDSTS.code());
        assertThat(partner.bind(Command.BIND_TRANSCEIVER, PASSWORD).status()).isZero();
    }

    @Test
    void a_bind_that_ends_after_its_password_is_let_in() throws IOException {
        RawPartner partner = partner();

        Pdu answer = partner.ask(
                Command.BIND_TRANSMITTER,
                new BodyWriter().text("old").text(PASSWORD).bytes());

        assertThat(answer.status()).isZero();
    }

    @Test
    void an_account_has_no_more_binds_than_it_may() throws IOException {
        bound(Command.BIND_TRANSMITTER);
        bound(Command.BIND_RECEIVER);

        assertThat(partner().bind(Command.BIND_TRANSCEIVER, PASSWORD).status())
                .isEqualTo(CommandStatus.ESME_RBINDFAIL.code());
    }

    @Test
    void a_window_is_filled_without_waiting_and_one_more_is_throttled() throws Exception {
        RawPartner partner = bound(Command.BIND_TRANSMITTER);
        holding = true;

        for (int i = 1; i <= WINDOW + 1; i++) {
            partner.send(Pdu.request(
                    Command.SUBMIT_SM, 100 + i, RawPartner.text("Hello").write()));
        }

        // The one too many is answered first; the others when their exchanges end, in whatever order.
        Pdu throttled = partner.read();
        assertThat(throttled.sequence()).isEqualTo(100 + WINDOW + 1);
        assertThat(throttled.status()).isEqualTo(CommandStatus.ESME_RTHROTTLED.code());
        List<AsyncCallback> all = new ArrayList<>();
        for (int i = 0; i < WINDOW; i++) {
            all.add(held.poll(20, TimeUnit.SECONDS));
        }
        all.get(2).done(false);
        assertThat(partner.read().sequence()).isEqualTo(103);
        all.get(0).done(false);
        assertThat(partner.read().sequence()).isEqualTo(101);
        all.get(1).done(false);
        assertThat(partner.read().sequence()).isEqualTo(102);
    }

    @Test
    void what_no_length_can_be_ends_the_connection_with_a_nack() throws IOException {
        for (int length : new int[] {0, 15, -1, 0x7FFFFFFF, 1_000_000}) {
            RawPartner partner = bound(Command.BIND_TRANSMITTER);

            partner.raw(length, Pdu.request(Command.ENQUIRE_LINK, 7));

            Pdu answer = partner.read();
            assertThat(answer.command()).isEqualTo(Command.GENERIC_NACK);
            assertThat(answer.status()).isEqualTo(CommandStatus.ESME_RINVCMDLEN.code());
            assertThat(partner.isClosed()).isTrue();
            await().until(() -> binds.count() == 0);
        }
    }

    @Test
    void an_unknown_request_is_nacked_and_an_unknown_response_is_not_answered() throws IOException {
        RawPartner partner = bound(Command.BIND_TRANSMITTER);

        partner.send(new Pdu(0x77, 0, 11, new byte[0]));
        partner.send(new Pdu(0x80000077, 0, 12, new byte[0]));
        partner.send(new Pdu(Command.GENERIC_NACK, 3, 13, new byte[0]));
        Pdu nack = partner.read();
        Pdu next = partner.ask(Command.ENQUIRE_LINK, new byte[0]);

        assertThat(nack).usingRecursiveComparison().isEqualTo(Pdu.genericNack(CommandStatus.ESME_RINVCMDID, 11));
        assertThat(next.command()).isEqualTo(Command.ENQUIRE_LINK.response());
    }

    @Test
    void a_message_that_is_cut_short_is_refused_and_the_session_goes_on() throws IOException {
        RawPartner partner = bound(Command.BIND_TRANSMITTER);
        byte[] whole = RawPartner.text("Hello").write();

        for (int length = 0; length < whole.length; length++) {
            assertThat(partner.ask(Command.SUBMIT_SM, Arrays.copyOf(whole, length))
                            .status())
                    .isNotZero();
        }
        assertThat(partner.ask(Command.SUBMIT_SM, whole).status()).isZero();
    }

    @Test
    void a_message_is_delivered_and_its_answer_told() throws Exception {
        RawPartner partner = bound(Command.BIND_RECEIVER);
        await().until(() -> binds.receivers().contains("partner"));

        CompletableFuture<Integer> answer = binds.deliver("partner", RawPartner.text("x".repeat(300)));
        Pdu delivered = partner.read();
        partner.send(delivered.answer(CommandStatus.ESME_RX_T_APPN, new byte[] {0}));

        assertThat(ShortMessage.read(delivered.body()).text()).hasSize(300);
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(CommandStatus.ESME_RX_T_APPN.code());
    }

    @Test
    void no_more_is_delivered_than_the_window_holds_nor_to_who_has_gone() throws Exception {
        RawPartner partner = bound(Command.BIND_RECEIVER);
        await().until(() -> binds.room("partner") == WINDOW);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();

        for (int i = 0; i <= WINDOW; i++) {
            answers.add(binds.deliver("partner", RawPartner.text("Hello")));
        }
        partner.close();

        assertThat(answers.get(WINDOW)).isCompletedExceptionally();
        for (CompletableFuture<Integer> answer : answers) {
            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(Binds.NotDelivered.class);
        }
    }

    @Test
    void partners_are_asked_to_go_when_the_route_stops() throws Exception {
        RawPartner partner = bound(Command.BIND_TRANSCEIVER);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(camel::stop);
        Pdu asked = partner.read();
        partner.send(asked.answer(CommandStatus.ESME_ROK));

        assertThat(asked.command()).isEqualTo(Command.UNBIND.id());
        assertThat(partner.isClosed()).isTrue();
        stopped.get(30, TimeUnit.SECONDS);
    }

    @Test
    void a_server_that_was_never_started_is_stopped_without_fault() throws Exception {
        SmppServerEndpoint endpoint =
                camel.getEndpoint("smpp-server:127.0.0.1:0?guard=#guard", SmppServerEndpoint.class);

        new SmppServerConsumer(endpoint, exchange -> {}).doStop();
    }
}
