package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.cloudhopper.commons.util.windowing.WindowFuture;
import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.EnquireLink;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.type.SmppBindException;
import com.cloudhopper.smpp.util.DeliveryReceipt;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.joda.time.DateTimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cloudhopper, a stack that the hub shares nothing with, as a partner that binds and as a carrier that is bound to. */
@SuppressWarnings("rawtypes")
class CloudhopperIT {

    private static final int WINDOW = 50;
    private static final AtomicInteger RECIPIENTS = new AtomicInteger(7_000);

    @TempDir
    static Path routes;

    private static CloudhopperCarrier carrier;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        carrier = new CloudhopperCarrier(SmppFolders.PASSWORD);
        SmppFolders.write(routes, "Sierra", "{binds: 2, window: 5, reconnect-ms: 50}", 20_000);
        sandbox = Sandbox.ownOnH2(
                launch -> SmppFolders.given(launch, "Sierra", carrier.port()), "--tel.routes-dir=" + routes);
        await().atMost(Sandbox.SOON).until(() -> carrier.binds() == 2);
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
        if (carrier != null) {
            carrier.close();
        }
    }

    private static String recipient() {
        return "1415558" + RECIPIENTS.incrementAndGet();
    }

    private static CloudhopperPartner partner(SmppBindType type, int version, String password) throws Exception {
        return new CloudhopperPartner(sandbox.smppPort(), type, version, password, WINDOW);
    }

    private static CloudhopperPartner partner(SmppBindType type) throws Exception {
        return partner(type, SmppConstants.VERSION_3_4, sandbox.key.smppPassword());
    }

    private static SubmitSm message(String to, String text) throws Exception {
        return CloudhopperPartner.message(Sandbox.NUMBER.substring(1), to, text);
    }

    static Stream<Arguments> everyBindInEveryVersion() {
        return Stream.of(SmppBindType.values()).flatMap(type -> Stream.of(
                        SmppConstants.VERSION_3_3, SmppConstants.VERSION_3_4, SmppConstants.VERSION_5_0)
                .map(version -> Arguments.of(type, version)));
    }

    @ParameterizedTest(name = "{0} by version {1}")
    @MethodSource("everyBindInEveryVersion")
    void who_knows_the_password_is_bound_and_may_do_what_its_bind_is_for(SmppBindType type, int version)
            throws Exception {
        try (CloudhopperPartner partner = partner(type, version, sandbox.key.smppPassword())) {
            assertThat(partner.session().isBound()).isTrue();
            // The client reads this from sc_interface_version, which no 3.3 may be sent.
            assertThat(partner.session().areOptionalParametersSupported())
                    .isEqualTo(version >= SmppConstants.VERSION_3_4);
            assertThat(partner.session()
                            .enquireLink(new EnquireLink(), CloudhopperPartner.PATIENCE)
                            .getCommandStatus())
                    .isZero();
            SubmitSmResp answer = partner.session().submit(message(recipient(), "Hello"), CloudhopperPartner.PATIENCE);
            assertThat(answer.getCommandStatus())
                    .isEqualTo(
                            type == SmppBindType.RECEIVER ? SmppConstants.STATUS_INVBNDSTS : SmppConstants.STATUS_OK);

            partner.session().unbind(CloudhopperPartner.PATIENCE);

            assertThat(partner.session().isClosed()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0} by version {1}")
    @MethodSource("everyBindInEveryVersion")
    void who_does_not_know_it_is_told_so(SmppBindType type, int version) {
        SmppBindException refusal =
                catchThrowableOfType(SmppBindException.class, () -> partner(type, version, "wrong"));

        assertThat(refusal.getBindResponse().getCommandStatus()).isEqualTo(SmppConstants.STATUS_INVPASWD);
    }

    @Test
    void a_window_is_filled_without_waiting_and_each_answer_finds_its_request() throws Exception {
        try (CloudhopperPartner partner = partner(SmppBindType.TRANSCEIVER)) {
            List<WindowFuture<Integer, PduRequest, PduResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 4 * WINDOW; i++) {
                // Waits only while the window is full.
                answers.add(partner.session()
                        .sendRequestPdu(message(recipient(), "No " + i), CloudhopperPartner.PATIENCE, false));
            }

            Set<String> ids = new HashSet<>();
            for (var answer : answers) {
                assertThat(answer.await(CloudhopperPartner.PATIENCE)).isTrue();
                assertThat(answer.getResponse().getCommandStatus()).isZero();
                ids.add(((SubmitSmResp) answer.getResponse()).getMessageId());
            }
            assertThat(ids).hasSize(4 * WINDOW);
            Set<String> told = new HashSet<>();
            while (told.size() < ids.size()) {
                told.add(receipt(partner.hear()).getMessageId());
                told.retainAll(ids);
            }
        }
    }

    @Test
    void a_receipt_reads_as_the_standard_has_it() throws Exception {
        String to = recipient();
        try (CloudhopperPartner partner = partner(SmppBindType.TRANSCEIVER)) {
            String id = partner.session()
                    .submit(message(to, "Hello"), CloudhopperPartner.PATIENCE)
                    .getMessageId();

            DeliverSm delivered = partner.hear();
            while (!receipt(delivered).getMessageId().equals(id)) {
                delivered = partner.hear();
            }

            assertThat(delivered.getEsmClass()).isEqualTo(SmppConstants.ESM_CLASS_MT_SMSC_DELIVERY_RECEIPT);
            assertThat(delivered.getSourceAddress().getAddress()).isEqualTo(to);
            assertThat(delivered.getDestAddress().getAddress()).isEqualTo(Sandbox.NUMBER.substring(1));
            assertThat(delivered
                            .getOptionalParameter(SmppConstants.TAG_RECEIPTED_MSG_ID)
                            .getValueAsString())
                    .isEqualTo(id);
            assertThat(delivered
                            .getOptionalParameter(SmppConstants.TAG_MSG_STATE)
                            .getValueAsByte())
                    .isEqualTo(SmppConstants.STATE_DELIVERED);
            DeliveryReceipt receipt = receipt(delivered);
            assertThat(receipt.getState()).isEqualTo(SmppConstants.STATE_DELIVERED);
            assertThat(receipt.getSubmitCount()).isEqualTo(1);
            assertThat(receipt.getDeliveredCount()).isEqualTo(1);
            assertThat(receipt.getErrorCode()).isZero();
        }
    }

    private static DeliveryReceipt receipt(DeliverSm delivered) throws Exception {
        return DeliveryReceipt.parseShortMessage(
                new String(delivered.getShortMessage(), StandardCharsets.US_ASCII), DateTimeZone.UTC);
    }

    @Test
    void as_a_carrier_it_gets_the_message_and_its_receipt_is_matched() {
        String to = "+" + recipient();

        JsonNode sent = sandbox.send("{\"to\":\"" + to + "\",\"body\":\"Hello [€]\",\"preferred_carrier\":\"sierra\"}")
                .json()
                .path("message");

        sandbox.awaitStatus(sent.path("message_id").asText(), "delivered");
        assertThat(sandbox.status(sent.path("message_id").asText())
                        .path("carrier")
                        .asText())
                .isEqualTo("Sierra");
        List<SubmitSm> submitted = carrier.submittedTo(to.substring(1));
        assertThat(submitted).hasSize(1);
        // [ € and ] are each two septets of the GSM alphabet.
        assertThat(submitted.get(0).getShortMessage())
                .isEqualTo("Hello \u001b<\u001be\u001b>".getBytes(StandardCharsets.US_ASCII));
        assertThat(submitted.get(0).getDataCoding()).isZero();
    }

    @Test
    void as_a_carrier_it_may_send_what_came_from_a_handset() {
        String from = recipient();

        carrier.message(from, Sandbox.NUMBER.substring(1), "From a handset");

        JsonNode kept = sandbox.adminGet("/api/resource/TEL%20SMS%20Message?fields="
                        + Sandbox.encoded("[\"body\"]") + "&filters="
                        + Sandbox.encoded("[[\"from_number\",\"=\",\"+" + from + "\"]]"))
                .json()
                .path("data");
        assertThat(kept).hasSize(1);
        assertThat(kept.path(0).path("body").asText()).isEqualTo("From a handset");
    }
}
