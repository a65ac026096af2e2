package com.dartwing.tel.carrier.smpp;

import java.util.Optional;

/**
 * A segment's place in its message.
 *
 * @param reference the same for all segments of a message
 * @param total 2 or more
 * @param number from 1
 */
public record Place(int reference, int total, int number) {

    private static final int EIGHT_BITS = 0x00;
    private static final int SIXTEEN_BITS = 0x08;

    /** Nothing when it is no place among several. */
    public static Optional<Place> of(int reference, int total, int number) {
        return total > 1 && number >= 1 && number <= total
                ? Optional.of(new Place(reference, total, number))
                : Optional.empty();
    }

    /** The place that a user data header tells, by an 8- or a 16-bit reference (3GPP TS 23.040, section 9.2.3.24). */
    public static Optional<Place> inHeader(byte[] octets) {
        int end = octets.length == 0 ? 0 : Math.min(octets.length, (octets[0] & 0xFF) + 1);
        for (int at = 1; at + 1 < end; at += 2 + (octets[at + 1] & 0xFF)) {
            int length = octets[at + 1] & 0xFF;
            if (at + 2 + length > end) {
                break;
            }
            int from = at + 2;
            if (octets[at] == EIGHT_BITS && length == 3) {
                return of(octets[from] & 0xFF, octets[from + 1] & 0xFF, octets[from + 2] & 0xFF);
            }
            if (octets[at] == SIXTEEN_BITS && length == 4) {
                int reference = (octets[from] & 0xFF) << 8 | octets[from + 1] & 0xFF;
                return of(reference, octets[from + 2] & 0xFF, octets[from + 3] & 0xFF);
            }
        }
        return Optional.empty();
    }
}
