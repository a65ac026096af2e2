package com.dartwing.tel.sms;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, sections 6.2.1 and 6.2.1.1). The national
 * language tables of that standard are not used: handsets and carriers do not agree on them.
 */
final class Gsm0338 {

    /** Announces that the next septet is of the extension table. */
    static final int ESCAPE = 0x1B;

    /** The default alphabet in the order of its codes; the escape's own place holds U+001B, which is no character. */
    private static final String DEFAULT = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ"
            + " !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Characters of the extension table, each before its code. */
    private static final String EXTENSION = "\f\n^\u0014{\u0028}\u0029\\\u002F[\u003C~\u003D]\u003E|\u0040€\u0065";

    private static final int EXTENDED = 0x80;
    private static final byte ABSENT = -1;
    private static final char HIGHEST = '€';
    /** By character: the code of the default alphabet, or the code of the extension table plus 0x80; -1 is neither. */
    private static final short[] CODES = codes();

    private Gsm0338() {}

    private static short[] codes() {
        short[] codes = new short[HIGHEST + 1];
        Arrays.fill(codes, ABSENT);
        for (int code = 0; code < DEFAULT.length(); code++) {
            if (code != ESCAPE) {
                codes[DEFAULT.charAt(code)] = (short) code;
            }
        }
        for (int i = 0; i < EXTENSION.length(); i += 2) {
            codes[EXTENSION.charAt(i)] = (short) (EXTENDED + EXTENSION.charAt(i + 1));
        }
        return codes;
    }

    /** The septets that the character costs, 1 or 2; 0 when the alphabet does not have it. */
    static int septets(char character) {
        int code = character <= HIGHEST ? CODES[character] : ABSENT;
        return code == ABSENT ? 0 : code < EXTENDED ? 1 : 2;
    }

    /**
     * The text in septets, one in each byte, not packed.
     *
     * @throws IllegalArgumentException when the alphabet lacks one of its characters
     */
    static byte[] encode(String text) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            int code = text.charAt(i) <= HIGHEST ? CODES[text.charAt(i)] : ABSENT;
            if (code == ABSENT) {
                throw new IllegalArgumentException("Not of the GSM alphabet: character " + i);
            }
            if (code >= EXTENDED) {
                septets.write(ESCAPE);
            }
            septets.write(code & 0x7F);
        }
        return septets.toByteArray();
    }

    /** The text of septets, one in each byte; after an escape, a code that the extension table lacks is the default table's. */
    static String decode(byte[] septets) {
        StringBuilder text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            int code = septets[i] & 0x7F;
            if (code != ESCAPE) {
                text.append(DEFAULT.charAt(code));
            } else {
                i++;
                text.append(i < septets.length ? extended(septets[i] & 0x7F) : ' ');
            }
        }
        return text.toString();
    }

    private static char extended(int code) {
        for (int i = 0; i < EXTENSION.length(); i += 2) {
            if (EXTENSION.charAt(i + 1) == code) {
                return EXTENSION.charAt(i);
            }
        }
        return code == ESCAPE ? ' ' : DEFAULT.charAt(code);
    }
}
