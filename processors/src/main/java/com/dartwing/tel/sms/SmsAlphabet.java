package com.dartwing.tel.sms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The alphabets in which texts come in over SMPP, and what {@code data_coding} says of them (SMPP 5.0, section 4.7.7). */
public enum SmsAlphabet {
    /** One septet in each octet. */
    GSM,
    /** Eight septets in seven octets (3GPP TS 23.038, section 6.1.2.1). */
    GSM_PACKED,
    LATIN_1,
    UCS_2;

    /**
     * The alphabet of a text.
     *
     * @param dataCoding 0 to 255
     * @param otherwise what the partner means by 0, "the default alphabet"
     * @return empty when the hub cannot read it
     */
    public static Optional<SmsAlphabet> of(int dataCoding, SmsAlphabet otherwise) {
        return switch (dataCoding) {
            case 0x00 -> Optional.of(otherwise);
            // IA5 is a part of Latin-1; octets of no known meaning are shown as they are.
            case 0x01, 0x02, 0x03, 0x04 -> Optional.of(LATIN_1);
            case 0x08 -> Optional.of(UCS_2);
            // With a message class (3GPP TS 23.038, section 4): bit 2 tells 8-bit data from the default alphabet.
            default ->
                (dataCoding & 0xF0) == 0xF0
                        ? Optional.of((dataCoding & 0x04) == 0 ? otherwise : LATIN_1)
                        : Optional.empty();
        };
    }

    /**
     * The text's octets, one character's code beginning in each.
     *
     * @param octets what follows the user data header
     * @param header octets of that header, its length included, whose bits septets are aligned by; 0 for none
     */
    public byte[] unpacked(byte[] octets, int header) {
        return this == GSM_PACKED ? unpack(octets, header) : octets;
    }

    /** The text of unpacked octets. */
    public String decode(byte[] octets) {
        return switch (this) {
            case GSM, GSM_PACKED -> Gsm0338.decode(octets);
            case LATIN_1 -> new String(octets, StandardCharsets.ISO_8859_1);
            case UCS_2 -> new String(octets, StandardCharsets.UTF_16BE);
        };
    }

    private static byte[] unpack(byte[] octets, int header) {
        // Septets begin at a multiple of seven bits, counted from the header's first.
        int fill = (7 - header * 8 % 7) % 7;
        int count = (octets.length * 8 - fill) / 7;
        byte[] septets = new byte[Math.max(0, count)];
        for (int i = 0; i < septets.length; i++) {
            int bit = fill + i * 7;
            int low = octets[bit / 8] & 0xFF;
            int high = bit / 8 + 1 < octets.length ? octets[bit / 8 + 1] & 0xFF : 0;
            septets[i] = (byte) ((low | high << 8) >> bit % 8 & 0x7F);
        }
        // Seven bits left over at the end are no character.
        boolean padded = septets.length > 0 && (octets.length * 8 - fill) % 7 == 0 && septets[septets.length - 1] == 0;
        return padded ? Arrays.copyOf(septets, septets.length - 1) : septets;
    }
}
