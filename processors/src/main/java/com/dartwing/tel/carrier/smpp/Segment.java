package com.dartwing.tel.carrier.smpp;

import com.dartwing.tel.carrier.smpp.SmppSpec.LongMessages;
import com.dartwing.tel.sms.SmsEncoding;
import com.dartwing.tel.sms.SmsText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@code submit_sm} of a message: what was computed for the price is what leaves (3GPP TS 23.038 and 23.040).
 *
 * @param octets the text, septets not packed or UTF-16, behind its header if {@code header} is set
 * @param dataCoding 0 for the carrier's default alphabet, which is GSM 03.38; 8 for UCS-2
 * @param header whether {@code octets} begin with a user data header
 * @param sar the parameters that tell its place, or null
 * @param payload whether the text goes into {@code message_payload}
 * @param last whether it ends the message; a receipt is asked for it
 */
public record Segment(byte[] octets, byte dataCoding, boolean header, Place sar, boolean payload, boolean last) {

    private static final byte DEFAULT_ALPHABET = 0;
    private static final byte UCS_2 = 8;

    /** @param reference tells this message's segments from another's; its lowest 8 bits count */
    public static List<Segment> of(SmsText text, LongMessages form, int reference) {
        byte coding = text.encoding() == SmsEncoding.GSM_7 ? DEFAULT_ALPHABET : UCS_2;
        List<byte[]> parts = text.octets();
        if (parts.size() == 1) {
            return List.of(new Segment(parts.get(0), coding, false, null, false, true));
        }
        if (form == LongMessages.PAYLOAD) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            parts.forEach(whole::writeBytes);
            return List.of(new Segment(whole.toByteArray(), coding, false, null, true, true));
        }
        List<Segment> segments = new ArrayList<>(parts.size());
        for (int number = 1; number <= parts.size(); number++) {
            Place place = new Place(reference & 0xFF, parts.size(), number);
            byte[] part = parts.get(number - 1);
            boolean last = number == parts.size();
            segments.add(
                    form == LongMessages.SAR
                            ? new Segment(part, coding, false, place, false, last)
                            : new Segment(headed(part, place), coding, true, null, false, last));
        }
        return List.copyOf(segments);
    }

    private static byte[] headed(byte[] part, Place place) {
        byte[] octets = new byte[part.length + 6];
        octets[0] = 5;
        octets[1] = 0;
        octets[2] = 3;
        octets[3] = (byte) place.reference();
        octets[4] = (byte) place.total();
        octets[5] = (byte) place.number();
        System.arraycopy(part, 0, octets, 6, part.length);
        return octets;
    }

    /** Without the text, which may not reach a log. */
    @Override
    public String toString() {
        return "Segment[" + octets.length + " octets, " + sar + "]";
    }
}
