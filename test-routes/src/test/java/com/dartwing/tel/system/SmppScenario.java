package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.SubmitMultiResult;
import org.junit.jupiter.api.Test;

/** A partner binds over SMPP, sends, and hears what comes of it; each storage runs it. */
abstract class SmppScenario {

    private static final int WRONG_LENGTH = 0x01;
    private static final int THROTTLED = 0x58;
    private static final int WRONG_DESTINATION = 0x0B;
    private static final int REFUSED = 0x66;
    private static final int NO_SUCH_MESSAGE = 0x0C;
    private static final int CANCEL_FAILED = 0x11;
    private static final int SUBMIT_FAILED = 0x45;
    private static final int REPLACE_FAILED = 0x13;
    private static final String IN_A_DAY = "000001000000000R";
    private static final String IN_TWO_DAYS = "000002000000000R";
    private static int recipients = 6000;

    abstract Sandbox sandbox();

    private static synchronized String recipient() {
        return "+1415557" + recipients++;
    }

    private int port() {
        return sandbox().smppPort();
    }

    private SmppClient partner(BindType type) throws IOException {
        return new SmppClient(port(), type, "sandbox", sandbox().key.smppPassword(), Sandbox.NUMBER.substring(1));
    }

    /** A partner of its own, so that no other test hears what is its. */
    private String newPartner(String name, String keyMore) {
        String key = sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"Sandbox\",\"permissions\":{\"sms\":{\"send\":true}}"
                                + keyMore + "}")
                .path("name")
                .asText();
        sandbox()
                .create(
                        "TEL DID",
                        "{\"phone_number\":\"" + recipient() + "\",\"country_code\":\"US\",\"status\":\"Active\","
                                + "\"assigned_organization\":\"Sandbox\",\"assigned_api_key\":\"" + key + "\"}");
        sandbox()
                .create(
                        "TEL SMPP Account",
                        "{\"system_id\":\"" + name + "\",\"password\":\"password\",\"api_key\":\"" + key + "\"}");
        return name;
    }

    private JsonNode record(String id) {
        return sandbox()
                .adminGet(Sandbox.resource("TEL SMS Message", id))
                .json()
                .path("data");
    }

    @Test
    void a_message_is_sent_and_its_receipt_comes_back_by_the_same_bind() throws Exception {
        String to = recipient();
        try (SmppClient partner = partner(BindType.BIND_TRX)) {
            String id = partner.submit(to, "Hello by SMPP");

            DeliverSm receipt = partner.hear();
            while (!new String(receipt.getShortMessage(), StandardCharsets.US_ASCII).contains(id)) {
                receipt = partner.hear();
            }
            assertThat(receipt.isSmscDeliveryReceipt()).isTrue();
            assertThat(new String(receipt.getShortMessage(), StandardCharsets.US_ASCII))
                    .startsWith("id:" + id + " sub:001 dlvrd:001 submit date:")
                    .contains(" stat:DELIVRD err:000 text:");
            assertThat(receipt.getOptionalParameter(OptionalParameter.Receipted_message_id.class)
                            .getValueAsString())
                    .isEqualTo(id);
            assertThat(receipt.getOptionalParameter(OptionalParameter.Message_state.class)
                            .getValue())
                    .isEqualTo((byte) 2);
            assertThat(receipt.getSourceAddr()).isEqualTo(to.substring(1));
            assertThat(receipt.getDestAddress()).isEqualTo(Sandbox.NUMBER.substring(1));
            assertThat(partner.query(id).getMessageState()).isEqualTo(MessageState.DELIVERED);
            assertThat(record(id).path("body").asText()).isEqualTo("Hello by SMPP");
        }
    }

    @Test
    void what_came_while_nobody_was_bound_is_delivered_at_the_next_bind_in_order() throws Exception {
        // Hears of this key's messages alone.
        String name = newPartner("away", "");
        String first;
        String second;
        try (SmppClient sender = new SmppClient(port(), BindType.BIND_TX, name, "password", "")) {
            first = sender.submit(recipient(), 0, 0, "one".getBytes(StandardCharsets.US_ASCII));
            sandbox().awaitRecord(first, "Delivered");
            second = sender.submit(recipient(), 0, 0, "two".getBytes(StandardCharsets.US_ASCII));
            sandbox().awaitRecord(second, "Delivered");
        }

        try (SmppClient receiver = new SmppClient(port(), BindType.BIND_RX, name, "password", "")) {
            assertThat(new String(receiver.hear().getShortMessage(), StandardCharsets.US_ASCII))
                    .startsWith("id:" + first + " ");
            assertThat(new String(receiver.hear().getShortMessage(), StandardCharsets.US_ASCII))
                    .startsWith("id:" + second + " ");
        }
    }

    @Test
    void parts_and_payloads_become_one_message() throws Exception {
        String text = "0123456789".repeat(20) + "€";
        byte[] octets = text.getBytes(StandardCharsets.UTF_16BE);
        byte[] one = part(1, Arrays.copyOfRange(octets, 0, 134));
        byte[] two = part(2, Arrays.copyOfRange(octets, 134, 268));
        byte[] three = part(3, Arrays.copyOfRange(octets, 268, octets.length));
        String to = recipient();
        try (SmppClient partner = partner(BindType.BIND_TX)) {
            // In any order.
            String id = partner.submit(to, 0x40, 8, two);
            assertThat(partner.submit(to, 0x40, 8, one)).isEqualTo(id);
            assertThat(partner.submit(to, 0x40, 8, three)).isEqualTo(id);
            String payload = partner.submit(to, 0, 8, new byte[0], new OptionalParameter.Message_payload(octets));

            assertThat(record(id).path("body").asText()).isEqualTo(text);
            assertThat(record(payload).path("body").asText()).isEqualTo(text);
            assertThat(record(payload).path("segments").asInt()).isEqualTo(2);
        }
    }

    private static byte[] part(int number, byte[] text) {
        return part(77, number, text);
    }

    private static byte[] part(int reference, int number, byte[] text) {
        byte[] part = new byte[6 + text.length];
        System.arraycopy(new byte[] {5, 0, 3, (byte) reference, 3, (byte) number}, 0, part, 0, 6);
        System.arraycopy(text, 0, part, 6, text.length);
        return part;
    }

    @Test
    void a_message_that_comes_in_is_delivered_to_the_partner() throws Exception {
        String from = recipient();
        try (SmppClient partner = partner(BindType.BIND_TRX)) {
            sandbox().inbound(from, "Grüße from outside");

            DeliverSm message = partner.hear();
            while (!message.getSourceAddr().equals(from.substring(1))) {
                message = partner.hear();
            }
            assertThat(message.isSmscDeliveryReceipt()).isFalse();
            assertThat(message.getDestAddress()).isEqualTo(Sandbox.NUMBER.substring(1));
            // ü and ß are of the GSM alphabet.
            assertThat(message.getShortMessage()).startsWith('G', 'r', 0x7E, 0x1E, 'e');
        }
    }

    @Test
    void a_message_for_many_goes_to_each_and_says_who_does_not_get_it() throws Exception {
        String name = newPartner("many", "");
        List<String> to = List.of(recipient(), "+1415", recipient());
        try (SmppClient partner = new SmppClient(port(), BindType.BIND_TRX, name, "password", "")) {
            SubmitMultiResult answer = partner.submitMulti(to, "For all");

            // Both receipts say the id that was answered, and come from who got the message.
            List<DeliverSm> receipts = List.of(partner.hear(), partner.hear());
            assertThat(receipts)
                    .allSatisfy(receipt -> assertThat(new String(receipt.getShortMessage(), StandardCharsets.US_ASCII))
                            .startsWith("id:" + answer.getMessageId() + " "))
                    .extracting(DeliverSm::getSourceAddr)
                    .containsExactlyInAnyOrder(to.get(0).substring(1), to.get(2).substring(1));
            assertThat(answer.getUnsuccessDeliveries()).hasSize(1);
            assertThat(answer.getUnsuccessDeliveries()[0]
                            .getDestinationAddress()
                            .getAddress())
                    .isEqualTo("1415");
            assertThat(answer.getUnsuccessDeliveries()[0].getErrorStatusCode()).isEqualTo(WRONG_DESTINATION);
            assertThat(partner.query(answer.getMessageId()).getMessageState()).isEqualTo(MessageState.DELIVERED);
        }
    }

    @Test
    void a_message_for_nobody_is_refused() throws Exception {
        try (SmppClient partner = partner(BindType.BIND_TX)) {
            assertThatThrownBy(() -> partner.submitMulti(List.of("+1415", "+1416"), "For nobody"))
                    .isInstanceOfSatisfying(
                            NegativeResponseException.class,
                            refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(WRONG_DESTINATION));
        }
    }

    @Test
    void a_message_that_waits_is_replaced_and_taken_back() throws Exception {
        String to = recipient();
        try (SmppClient partner = partner(BindType.BIND_TX)) {
            String id = partner.schedule(to, "Tomorrow", IN_A_DAY);
            String scheduled = record(id).path("scheduled_for").asText();
            partner.replace(id, "Another text", null);
            assertThat(record(id).path("body").asText()).isEqualTo("Another text");
            assertThat(record(id).path("scheduled_for").asText()).isEqualTo(scheduled);
            partner.replace(id, "At another time", IN_TWO_DAYS);
            assertThat(record(id).path("body").asText()).isEqualTo("At another time");
            assertThat(record(id).path("scheduled_for").asText()).isGreaterThan(scheduled);

            partner.cancel(id, "");

            assertThat(partner.query(id).getMessageState()).isEqualTo(MessageState.DELETED);
            assertRefused(() -> partner.replace(id, "Too late", null), REPLACE_FAILED);
            assertRefused(() -> partner.cancel("SMS-2020-000001", ""), NO_SUCH_MESSAGE);
            assertRefused(() -> partner.cancel("", to), CANCEL_FAILED);
        }
    }

    @Test
    void all_that_wait_for_a_number_are_taken_back_together() throws Exception {
        String to = recipient();
        try (SmppClient partner = partner(BindType.BIND_TX)) {
            String one = partner.schedule(to, "One", IN_A_DAY);
            String two = partner.schedule(to, "Two", IN_A_DAY);
            String another = partner.schedule(recipient(), "Another", IN_A_DAY);

            partner.cancel("", to);

            assertThat(record(one).path("status").asText()).isEqualTo("Canceled");
            assertThat(record(two).path("status").asText()).isEqualTo("Canceled");
            assertThat(record(another).path("status").asText()).isEqualTo("Scheduled");
            partner.cancel(another, "");
        }
    }

    @Test
    void a_message_that_has_left_is_not_taken_back() throws Exception {
        try (SmppClient partner = partner(BindType.BIND_TX)) {
            String id = partner.submit(recipient(), "Gone");
            sandbox().awaitRecord(id, "Delivered");

            assertRefused(() -> partner.cancel(id, ""), CANCEL_FAILED);
            assertRefused(() -> partner.replace(id, "Too late", null), REPLACE_FAILED);
        }
    }

    @Test
    void a_message_that_comes_again_under_its_reference_is_not_sent_again() throws Exception {
        String name = carefulPartner("careful");
        String to = recipient();
        byte[] text = "Once".getBytes(StandardCharsets.US_ASCII);
        try (SmppClient partner = new SmppClient(port(), BindType.BIND_TX, name, "password", "")) {
            String first = partner.submit(to, 0, 0, text, new OptionalParameter.User_message_reference((short) 7));
            String again = partner.submit(to, 0, 0, text, new OptionalParameter.User_message_reference((short) 7));
            String next = partner.submit(to, 0, 0, text, new OptionalParameter.User_message_reference((short) 8));

            assertThat(again).isEqualTo(first);
            assertThat(next).isNotEqualTo(first);
            assertRefused(
                    () -> partner.submit(
                            recipient(), 0, 0, text, new OptionalParameter.User_message_reference((short) 7)),
                    SUBMIT_FAILED);
        }
    }

    @Test
    void a_message_of_one_name_is_sent_once_by_whichever_door_it_comes() throws Exception {
        sandbox()
                .create(
                        "TEL SMPP Account",
                        "{\"system_id\":\"doors\",\"password\":\"password\",\"api_key\":\"KEY-sandbox\","
                                + "\"receive_messages\":false,\"idempotent\":true}");
        String to = recipient();
        byte[] text = "Hello".getBytes(StandardCharsets.US_ASCII);
        try (SmppClient partner = new SmppClient(port(), BindType.BIND_TX, "doors", "password", "")) {
            String first = partner.submit(to, 0, 0, text, reference(0xAB));
            // As long as it is on its way REST says so, by 409 and Retry-After.
            sandbox().awaitStatus(first, "delivered");
            HubProcess.Answer again = sandbox().send(to, ",\"idempotency_key\":\"smpp:doors:00ab\"");
            HubProcess.Answer other = sandbox().send(recipient(), ",\"idempotency_key\":\"smpp:doors:00ab\"");
            String second = Sandbox.id(sandbox().send(to, ",\"idempotency_key\":\"smpp:doors:00ac\""));

            assertThat(Sandbox.id(again)).isEqualTo(first);
            assertThat(other.status()).isEqualTo(409);
            assertThat(partner.submit(to, 0, 0, text, reference(0xAC))).isEqualTo(second);
            assertRefused(() -> partner.submit(recipient(), 0, 0, text, reference(0xAC)), SUBMIT_FAILED);
            assertThat(messagesTo(to)).isEqualTo(2);
        }
    }

    private String carefulPartner(String name) {
        newPartner(name, "");
        sandbox().change("TEL SMPP Account", name, "{\"idempotent\":true}");
        return name;
    }

    private static OptionalParameter reference(int number) {
        return new OptionalParameter.User_message_reference((short) number);
    }

    private int messagesTo(String number) {
        return sandbox()
                .adminGet("/api/resource/TEL%20SMS%20Message?filters="
                        + Sandbox.encoded("[[\"to_number\",\"=\",\"" + number + "\"]]"))
                .json()
                .path("data")
                .size();
    }

    @Test
    void parts_that_come_again_under_their_reference_are_not_sent_again() throws Exception {
        String name = carefulPartner("careful-parts");
        String to = recipient();
        byte[] text = "in parts ".getBytes(StandardCharsets.US_ASCII);
        try (SmppClient partner = new SmppClient(port(), BindType.BIND_TX, name, "password", "")) {
            String id = partner.submit(to, 0x40, 0, part(1, 1, text), reference(7));
            partner.submit(to, 0x40, 0, part(1, 2, text), reference(7));
            // One that comes again before the rest is the same part.
            assertThat(partner.submit(to, 0x40, 0, part(1, 1, text), reference(7)))
                    .isEqualTo(id);
            assertThat(partner.submit(to, 0x40, 0, part(1, 3, text), reference(7)))
                    .isEqualTo(id);

            // The partner has forgotten by which number its header said that they belong together.
            for (int number = 1; number <= 3; number++) {
                assertThat(partner.submit(to, 0x40, 0, part(2, number, text), reference(7)))
                        .isEqualTo(id);
            }

            assertThat(messagesTo(to)).isEqualTo(1);
            assertThat(record(id).path("body").asText()).isEqualTo("in parts in parts in parts ");
            assertRefused(
                    () -> partner.submit(
                            to, 0x40, 0, part(3, 1, "another ".getBytes(StandardCharsets.US_ASCII)), reference(7)),
                    SUBMIT_FAILED);
        }
    }

    @Test
    void a_message_for_many_that_comes_again_goes_to_those_who_lack_it() throws Exception {
        String name = carefulPartner("careful-many");
        List<String> to = List.of(recipient(), recipient(), recipient());
        try (SmppClient partner = new SmppClient(port(), BindType.BIND_TX, name, "password", "")) {
            SubmitMultiResult first = partner.submitMulti(to.subList(0, 2), "For all", reference(9));

            SubmitMultiResult again = partner.submitMulti(to, "For all", reference(9));

            assertThat(again.getMessageId()).isEqualTo(first.getMessageId());
            assertThat(again.getUnsuccessDeliveries()).isEmpty();
            assertThat(to).allSatisfy(number -> assertThat(messagesTo(number)).isEqualTo(1));
            assertRefused(() -> partner.submitMulti(to, "Another", reference(9)), SUBMIT_FAILED);
        }
    }

    @Test
    void a_part_that_is_longer_than_a_short_message_is_refused() throws Exception {
        try (SmppClient partner = partner(BindType.BIND_TX)) {
            OptionalParameter payload = new OptionalParameter.Message_payload(part(1, new byte[281]));

            assertRefused(() -> partner.submit(recipient(), 0x40, 8, new byte[0], payload), WRONG_LENGTH);
        }
    }

    @Test
    void an_operator_sees_what_waits_for_a_partner_and_lets_it_go() throws Exception {
        String name = newPartner("waiting", "");
        String id;
        try (SmppClient sender = new SmppClient(port(), BindType.BIND_TX, name, "password", "")) {
            id = sender.submit(recipient(), 0, 0, "one".getBytes(StandardCharsets.US_ASCII));
        }
        String path = "/admin/smpp/waiting/" + name;
        await().atMost(Sandbox.SOON)
                .untilAsserted(
                        () -> assertThat(waiting(name).path("waiting").asInt()).isEqualTo(1));

        JsonNode listed = sandbox().adminGet(path).json().path("message").path("deliveries");
        JsonNode repushed = sandbox().admin(path + "/repush", "");

        assertThat(waiting(name).path("bound_here").asBoolean()).isFalse();
        assertThat(waiting(name).path("oldest_at").asText()).isNotEmpty();
        assertThat(listed.path(0).path("message_id").asText()).isEqualTo(id);
        assertThat(repushed.path("repushed").asInt()).isEqualTo(1);
        assertThat(sandbox().adminPost("/admin/smpp/waiting/nobody/repush", "").status())
                .isEqualTo(404);
    }

    @Test
    void what_a_partner_refuses_waits_and_is_delivered_again() throws Exception {
        String name = newPartner("busy", "");
        String path = "/admin/smpp/waiting/" + name;
        try (SmppClient partner = new SmppClient(port(), BindType.BIND_TRX, name, "password", "")) {
            partner.refuseNext();
            String id = partner.submit(recipient(), "Not now");
            await().atMost(Sandbox.SOON)
                    .until(() -> waiting(name).path("refused").asInt() == 1 || partner.hasHeard());

            // It comes by itself later.
            sandbox().admin(path + "/repush", "");

            assertThat(new String(partner.hear().getShortMessage(), StandardCharsets.US_ASCII))
                    .startsWith("id:" + id + " ");
            await().atMost(Sandbox.SOON)
                    .untilAsserted(() ->
                            assertThat(waiting(name).path("waiting").asInt()).isZero());
        }
    }

    @Test
    void a_partner_that_answers_nothing_keeps_no_other_waiting() throws Exception {
        int messages = 10;
        String silent = newPartner("silent", "");
        sandbox().change("TEL SMPP Account", silent, "{\"window_size\":3}");
        String quick = newPartner("quick", "");
        try (SmppClient deaf = new SmppClient(port(), BindType.BIND_TRX, silent, "password", "");
                SmppClient other = new SmppClient(port(), BindType.BIND_TRX, quick, "password", "")) {
            deaf.answerNothing();
            List<String> waiting = submitted(deaf, messages);
            await().atMost(Sandbox.SOON)
                    .untilAsserted(() ->
                            assertThat(waiting(silent).path("waiting").asInt()).isEqualTo(messages));
            await().atMost(Sandbox.SOON).until(deaf::isAsked);

            List<String> told = submitted(other, messages);

            assertThat(heard(other, messages)).containsExactlyInAnyOrderElementsOf(told);
            assertThat(waiting(silent).path("waiting").asInt()).isEqualTo(messages);
            assertThat(deaf.hasHeard()).isFalse();
            deaf.answerAgain();
            assertThat(heard(deaf, messages)).containsExactlyInAnyOrderElementsOf(waiting);
        }
    }

    private static List<String> submitted(SmppClient partner, int messages) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            ids.add(partner.submit(recipient(), "Number " + i));
        }
        return ids;
    }

    /** The ids that the next receipts say. */
    private static List<String> heard(SmppClient partner, int receipts) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < receipts; i++) {
            String text = new String(partner.hear().getShortMessage(), StandardCharsets.US_ASCII);
            ids.add(text.substring("id:".length(), text.indexOf(' ')));
        }
        return ids;
    }

    @Test
    void a_partner_whose_account_is_disabled_is_asked_to_go() throws Exception {
        String name = newPartner("leaving", "");
        try (SmppClient partner = new SmppClient(port(), BindType.BIND_TRX, name, "password", "")) {
            sandbox().change("TEL SMPP Account", name, "{\"enabled\":false}");

            await().atMost(Sandbox.SOON).until(() -> !partner.isBound());
        }
    }

    @Test
    void a_message_may_come_as_data() throws Exception {
        try (SmppClient partner = partner(BindType.BIND_TX)) {
            String id = partner.data(recipient(), "As data".getBytes(StandardCharsets.US_ASCII));

            assertThat(record(id).path("body").asText()).isEqualTo("As data");
        }
    }

    private JsonNode waiting(String account) {
        for (JsonNode one :
                sandbox().adminGet("/admin/smpp/waiting").json().path("message").path("accounts")) {
            if (one.path("account").asText().equals(account)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private static void assertRefused(ThrowingCallable request, int status) {
        assertThatThrownBy(request).isInstanceOfSatisfying(NegativeResponseException.class, refusal -> assertThat(
                        refusal.getCommandStatus())
                .isEqualTo(status));
    }

    @Test
    void who_does_not_know_the_password_is_refused() {
        assertThatThrownBy(() -> new SmppClient(port(), BindType.BIND_TRX, "sandbox", "wrong", ""))
                .hasCauseInstanceOf(NegativeResponseException.class)
                .cause()
                .hasMessageContaining("0000000e");
    }

    @Test
    void refusals_say_what_is_wrong() throws Exception {
        String unwilling = recipient();
        sandbox().create("TEL DNC Entry", "{\"phone_number\":\"" + unwilling + "\",\"organization\":\"Sandbox\"}");
        try (SmppClient partner = partner(BindType.BIND_TX)) {
            assertThat(partner.refusal("+1415", "Hello")).isEqualTo(WRONG_DESTINATION);
            assertThat(partner.refusal(unwilling, "Hello")).isEqualTo(REFUSED);
        }
    }

    @Test
    void a_partner_is_throttled_by_the_limits_of_its_key_segment_by_segment() throws Exception {
        String name = newPartner("slow", ",\"rate_limits\":{\"sms\":{\"per_day\":6}}");
        String to = recipient();
        byte[] text = "part".getBytes(StandardCharsets.US_ASCII);
        OptionalParameter twoSegments =
                new OptionalParameter.Message_payload("0123456789".repeat(20).getBytes(StandardCharsets.US_ASCII));
        try (SmppClient partner = new SmppClient(port(), BindType.BIND_TX, name, "password", "")) {
            assertThat(partner.refusal(recipient(), "Hello")).isZero();
            partner.submit(recipient(), 0, 0, new byte[0], twoSegments);
            String id = partner.submit(to, 0x40, 0, part(1, text));
            assertThat(partner.refusal(recipient(), "Hello")).isEqualTo(THROTTLED);
            // The parts of a message that was let in are let in too.
            assertThat(partner.submit(to, 0x40, 0, part(2, text))).isEqualTo(id);
            assertThat(partner.submit(to, 0x40, 0, part(3, text))).isEqualTo(id);
            assertThat(record(id).path("body").asText()).isEqualTo("partpartpart");
        }
    }
}
