package com.dartwing.camel.smpp;

/**
 * What {@code query_sm} and {@code cancel_sm} ask for (SMPP 5.0, sections 4.5.1 and 4.5.2).
 *
 * @param messageId as the response to {@code submit_sm} gave it; empty in a {@code cancel_sm} for all of a service
 */
public record MessageQuery(String messageId, Address source) {

    private static final int LONGEST_ID = 64;
    private static final int LONGEST_SERVICE_TYPE = 5;

    static MessageQuery readQuery(byte[] body) {
        BodyReader in = new BodyReader(body);
        String id = in.text(LONGEST_ID, CommandStatus.ESME_RINVMSGID);
        return new MessageQuery(id, Address.read(in, CommandStatus.ESME_RINVSRCADR));
    }

    static MessageQuery readCancel(byte[] body) {
        BodyReader in = new BodyReader(body);
        in.text(LONGEST_SERVICE_TYPE, CommandStatus.ESME_RINVPARLEN);
        String id = in.text(LONGEST_ID, CommandStatus.ESME_RINVMSGID);
        Address source = Address.read(in, CommandStatus.ESME_RINVSRCADR);
        Address.read(in, CommandStatus.ESME_RINVDSTADR);
        return new MessageQuery(id, source);
    }
}
