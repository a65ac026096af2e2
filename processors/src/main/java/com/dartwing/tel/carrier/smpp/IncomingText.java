package com.dartwing.tel.carrier.smpp;

import com.dartwing.tel.sms.SmsAlphabet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text of what a carrier delivers, by its {@code data_coding} (SMPP 3.4, section 5.2.19). */
public final class IncomingText {

    private IncomingText() {}

    /**
     * @param octets behind their user data header, if they have one
     * @param dataCoding those of message classes, 0xF0 and more, say by bit 2 whether they are binary
     */
    public static String read(byte[] octets, byte dataCoding) {
        return switch (dataCoding & 0xFF) {
            case 0x01 -> new String(octets, StandardCharsets.US_ASCII);
            case 0x08, 0x18 -> SmsAlphabet.UCS_2.decode(octets);
            case 0x02, 0x03, 0x04, 0xF4, 0xF5, 0xF6, 0xF7 -> SmsAlphabet.LATIN_1.decode(octets);
            default -> SmsAlphabet.GSM.decode(octets);
        };
    }

    /**
     * Parts a user data header from the text behind it.
     *
     * @return the text's octets; none when the header's length is more than there is
     */
    public static byte[] behindHeader(byte[] octets) {
        int length = octets.length == 0 ? 0 : (octets[0] & 0xFF) + 1;
        return length > octets.length ? new byte[0] : Arrays.copyOfRange(octets, length, octets.length);
    }
}
