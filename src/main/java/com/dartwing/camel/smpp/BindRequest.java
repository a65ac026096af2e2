package com.dartwing.camel.smpp;

/**
 * Who wants to bind (SMPP 5.0, section 4.1.1).
 *
 * @param command which of the three binds
 * @param password longer than the standard's eight characters is tolerated
 * @param version 0x33, 0x34 or 0x50; 0 when the partner ended its request before it said so
 * @param remoteAddress where it comes from, an IP address
 */
public record BindRequest(Command command, String systemId, String password, int version, String remoteAddress) {

    private static final int LONGEST_SYSTEM_ID = 64;
    private static final int LONGEST_PASSWORD = 72;
    private static final int LONGEST_SYSTEM_TYPE = 64;

    static BindRequest read(Command command, byte[] body, String remoteAddress) {
        BodyReader in = new BodyReader(body);
        String systemId = in.text(LONGEST_SYSTEM_ID, CommandStatus.ESME_RINVSYSID);
        String password = in.text(LONGEST_PASSWORD, CommandStatus.ESME_RINVPASWD);
        // Old clients end here, or after any of the fields that follow, which say nothing that we need.
        if (!in.isAtEnd()) {
            in.text(LONGEST_SYSTEM_TYPE, CommandStatus.ESME_RINVPARLEN);
        }
        int version = in.isAtEnd() ? 0 : in.octet();
        return new BindRequest(command, systemId, password, version, remoteAddress);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BindRequest[" + command.word() + " " + systemId + " from " + remoteAddress + "]";
    }
}
