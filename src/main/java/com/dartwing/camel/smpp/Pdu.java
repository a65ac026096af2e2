package com.dartwing.camel.smpp;

/**
 * A protocol data unit: the header's fields after its length, and the body (SMPP 5.0, section 3.2).
 *
 * @param command id of a {@link Command}, with bit 31 set in a response
 * @param status 0 in requests
 */
record Pdu(int command, int status, int sequence, byte[] body) {

    static final int HEADER = 16;
    private static final byte[] NONE = {};

    static Pdu request(Command command, int sequence, byte[] body) {
        return new Pdu(command.id(), 0, sequence, body);
    }

    static Pdu request(Command command, int sequence) {
        return request(command, sequence, NONE);
    }

    static Pdu genericNack(CommandStatus status, int sequence) {
        return new Pdu(Command.GENERIC_NACK, status.code(), sequence, NONE);
    }

    boolean isResponse() {
        return command < 0;
    }

    Pdu answer(CommandStatus status) {
        return answer(status, NONE);
    }

    Pdu answer(CommandStatus status, byte[] answerBody) {
        return new Pdu(command | Command.RESPONSE, status.code(), sequence, answerBody);
    }

    /** Without the body, which may not reach a log. */
    @Override
    public String toString() {
        return "Pdu[command=" + Integer.toHexString(command) + ", status=" + status + ", sequence=" + sequence + "]";
    }
}
