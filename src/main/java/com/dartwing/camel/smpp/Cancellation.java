package com.dartwing.camel.smpp;

/**
 * What {@code cancel_sm} asks for (SMPP 5.0, section 4.5.2).
 *
 * @param messageId as the response to {@code submit_sm} gave it; empty for all from {@code source} to {@code destination}
 */
public record Cancellation(String serviceType, String messageId, Address source, Address destination) {

    static Cancellation read(byte[] body) {
        BodyReader in = new BodyReader(body);
        return new Cancellation(
                in.text(ShortMessage.LONGEST_SERVICE_TYPE, CommandStatus.ESME_RINVPARLEN),
                in.text(MessageQuery.LONGEST_ID, CommandStatus.ESME_RINVMSGID),
                Address.read(in, CommandStatus.ESME_RINVSRCADR),
                Address.read(in, CommandStatus.ESME_RINVDSTADR));
    }
}
