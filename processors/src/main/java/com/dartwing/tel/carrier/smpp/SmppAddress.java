package com.dartwing.tel.carrier.smpp;

/**
 * An address as PDUs carry it (SMPP 3.4, sections 5.2.5 to 5.2.9).
 *
 * @param ton type of number: 0 unknown, 1 international, 3 network specific, 5 alphanumeric
 * @param npi numbering plan: 0 unknown, 1 E.164
 * @param value at most 20 characters
 */
public record SmppAddress(byte ton, byte npi, String value) {

    private static final byte UNKNOWN = 0;
    private static final byte INTERNATIONAL = 1;
    private static final byte NETWORK_SPECIFIC = 3;
    private static final byte ALPHANUMERIC = 5;
    private static final byte E164 = 1;

    /** The address of a number in E.164, of a short code, or of a sender ID of letters. */
    public static SmppAddress of(String party) {
        if (party.matches("\\+\\d+")) {
            return new SmppAddress(INTERNATIONAL, E164, party.substring(1));
        }
        return party.matches("\\d+")
                ? new SmppAddress(NETWORK_SPECIFIC, UNKNOWN, party)
                : new SmppAddress(ALPHANUMERIC, UNKNOWN, party);
    }

    /** Who is meant: a number that is international gets its plus. */
    public String party() {
        return ton == INTERNATIONAL && value.matches("\\d+") ? "+" + value : value;
    }
}
