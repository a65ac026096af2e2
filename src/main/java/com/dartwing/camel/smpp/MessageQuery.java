package com.dartwing.camel.smpp;

/**
 * What {@code query_sm} asks for (SMPP 5.0, section 4.5.1).
 *
 * @param messageId as the response to {@code submit_sm} gave it
 */
public record MessageQuery(String messageId, Address source) {

    static final int LONGEST_ID = 64;

    static MessageQuery readQuery(byte[] body) {
        BodyReader in = new BodyReader(body);
        String id = in.text(LONGEST_ID, CommandStatus.ESME_RINVMSGID);
        return new MessageQuery(id, Address.read(in, CommandStatus.ESME_RINVSRCADR));
    }
}
