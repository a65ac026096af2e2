package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.ShortMessage;
import com.dartwing.camel.smpp.SmppException;
import java.util.Arrays;
import java.util.Map;

/**
 * A text without what tells its place in a longer one: the user data header (3GPP TS 23.040, section 9.2.3.24) or the
 * {@code sar_…} parameters (SMPP 5.0, section 4.8.4).
 *
 * @param header octets that the header took, 0 for none
 * @param reference names the longer message to its sender
 * @param total parts that it has; 1 when it is whole
 * @param part which of them this is, from 1
 */
record UserData(byte[] text, int header, int reference, int total, int part) {

    private static final int CONCATENATED_8_BIT = 0x00;
    private static final int CONCATENATED_16_BIT = 0x08;
    private static final int WIDE = 0x1_0000;

    static UserData of(ShortMessage message) {
        UserData data = (message.esmClass() & ShortMessage.UDHI) != 0 ? ofHeader(message.text()) : ofOptions(message);
        if (data.total < 1 || data.part < 1 || data.part > data.total) {
            // A place that is none: the standard wants it ignored.
            return new UserData(data.text, data.header, 0, 1, 1);
        }
        return data;
    }

    boolean isWhole() {
        return total == 1;
    }

    private static UserData ofHeader(byte[] text) {
        int length = text.length == 0 ? 0 : text[0] & 0xFF;
        if (text.length < length + 1) {
            throw new SmppException(CommandStatus.ESME_RINVMSGLEN);
        }
        byte[] rest = Arrays.copyOfRange(text, length + 1, text.length);
        for (int at = 1; at + 1 <= length; at += 2 + (text[at + 1] & 0xFF)) {
            int element = text[at] & 0xFF;
            int size = text[at + 1] & 0xFF;
            if (at + 1 + size > length) {
                throw new SmppException(CommandStatus.ESME_RINVMSGLEN);
            }
            if (element == CONCATENATED_8_BIT && size == 3) {
                return new UserData(rest, length + 1, text[at + 2] & 0xFF, text[at + 3] & 0xFF, text[at + 4] & 0xFF);
            }
            if (element == CONCATENATED_16_BIT && size == 4) {
                int reference = (text[at + 2] & 0xFF) << 8 | text[at + 3] & 0xFF;
                return new UserData(rest, length + 1, WIDE | reference, text[at + 4] & 0xFF, text[at + 5] & 0xFF);
            }
        }
        return new UserData(rest, length + 1, 0, 1, 1);
    }

    private static UserData ofOptions(ShortMessage message) {
        Map<Integer, byte[]> options = message.options();
        int reference = number(options, ShortMessage.SAR_MSG_REF_NUM);
        int total = number(options, ShortMessage.SAR_TOTAL_SEGMENTS);
        int part = number(options, ShortMessage.SAR_SEGMENT_SEQNUM);
        boolean whole = reference < 0 || total < 0 || part < 0;
        return whole
                ? new UserData(message.text(), 0, 0, 1, 1)
                : new UserData(message.text(), 0, 2 * WIDE | reference, total, part);
    }

    private static int number(Map<Integer, byte[]> options, int tag) {
        byte[] value = options.get(tag);
        return switch (value == null ? 0 : value.length) {
            case 1 -> value[0] & 0xFF;
            case 2 -> (value[0] & 0xFF) << 8 | value[1] & 0xFF;
            default -> -1;
        };
    }
}
