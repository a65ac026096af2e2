package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Address;
import com.dartwing.camel.smpp.ShortMessage;
import com.dartwing.tel.sms.SmsEncoding;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.sms.SmsText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A receipt, or a message that came in, on its way to a partner.
 *
 * @param messageId by which its partner knows the message
 * @param from of the message; a receipt goes the other way
 * @param at when the message was submitted
 * @param since when what is told happened
 */
record PartnerDelivery(
        String name,
        String account,
        String event,
        String messageId,
        String status,
        String errorCode,
        int tries,
        String from,
        String to,
        String body,
        Instant at,
        Instant since) {

    private static final int UCS_2 = 0x08;
    private static final int INTERNATIONAL = 1;
    private static final int ALPHANUMERIC = 5;
    private static final int E164 = 1;

    /** Whether there is nothing to tell any more: the message is gone, or was erased for the sake of a person. */
    boolean isVoid() {
        return "erased".equals(event) || from == null || to == null || body == null;
    }

    boolean isReceipt() {
        return !"sms.received".equals(event);
    }

    ShortMessage message() {
        return isReceipt() ? receipt() : incoming();
    }

    /** In the form of SMPP 3.4, appendix B, and as optional parameters; without the message's text, which may be private. */
    private ShortMessage receipt() {
        MessageState state = MessageState.of(SmsStatus.valueOf(status.toUpperCase(Locale.ROOT)), errorCode);
        boolean delivered = state == MessageState.DELIVERED;
        String text = "id:" + messageId + " sub:001 dlvrd:" + (delivered ? "001" : "000") + " submit date:"
                + SmppTime.ofReceipt(at) + " done date:" + SmppTime.ofReceipt(since) + " stat:" + state.word + " err:"
                + error() + " text:";
        Map<Integer, byte[]> options = new LinkedHashMap<>();
        options.put(ShortMessage.RECEIPTED_MESSAGE_ID, zeroTerminated(messageId));
        options.put(ShortMessage.MESSAGE_STATE, new byte[] {(byte) state.number});
        return message(
                address(to), address(from), ShortMessage.RECEIPT, 0, text.getBytes(StandardCharsets.US_ASCII), options);
    }

    /** The digits of the code, such as 103 of TEL-103. */
    private String error() {
        return errorCode == null || !errorCode.matches("TEL-\\d{3}") ? "000" : errorCode.substring(4);
    }

    private static byte[] zeroTerminated(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        octets.write(0);
        return octets.toByteArray();
    }

    private ShortMessage incoming() {
        SmsText text = SmsText.of(body);
        boolean gsm = text.encoding() == SmsEncoding.GSM_7;
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        text.octets().forEach(octets::writeBytes);
        return message(address(from), address(to), 0, gsm ? 0 : UCS_2, octets.toByteArray(), Map.of());
    }

    private static ShortMessage message(
            Address source, Address destination, int esmClass, int coding, byte[] text, Map<Integer, byte[]> options) {
        return new ShortMessage("", source, destination, esmClass, 0, 0, "", "", 0, coding, text, options);
    }

    private static Address address(String number) {
        return number.startsWith("+")
                ? new Address(INTERNATIONAL, E164, number.substring(1))
                : new Address(number.matches("\\d+") ? 0 : ALPHANUMERIC, 0, number);
    }

    /** Without numbers and content, which may not reach a log. */
    @Override
    public String toString() {
        return "PartnerDelivery[" + name + "]";
    }
}
