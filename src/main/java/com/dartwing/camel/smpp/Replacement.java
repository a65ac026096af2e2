package com.dartwing.camel.smpp;

/**
 * What {@code replace_sm} puts in the place of a message that has not left (SMPP 5.0, section 4.5.3). It has no
 * {@code data_coding}: the text is in that of the message.
 *
 * @param messageId as the response to {@code submit_sm} gave it
 * @param schedule when it is to be sent, in SMPP's own form; empty when that stays
 * @param validity until when it may be sent, in the same form; empty when that stays
 * @param text octets; none when the text stays
 */
public record Replacement(
        String messageId, Address source, String schedule, String validity, int registeredDelivery, byte[] text) {

    static Replacement read(byte[] body) {
        BodyReader in = new BodyReader(body);
        String id = in.text(MessageQuery.LONGEST_ID, CommandStatus.ESME_RINVMSGID);
        Address source = Address.read(in, CommandStatus.ESME_RINVSRCADR);
        String schedule = in.text(ShortMessage.LONGEST_TIME, CommandStatus.ESME_RINVSCHED);
        String validity = in.text(ShortMessage.LONGEST_TIME, CommandStatus.ESME_RINVEXPIRY);
        int registeredDelivery = in.octet();
        in.octet();
        byte[] text = in.octets(in.octet());
        byte[] payload = in.options().get(ShortMessage.MESSAGE_PAYLOAD);
        return new Replacement(id, source, schedule, validity, registeredDelivery, payload == null ? text : payload);
    }

    /** Without content, which may not reach a log. */
    @Override
    public String toString() {
        return "Replacement[" + messageId + ", " + text.length + " octets]";
    }
}
