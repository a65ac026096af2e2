package com.dartwing.tel.routing;

/**
 * Up to 15 digits in a long, four bits each from the left, a digit stored as itself plus one. So numbers sort as words
 * do, a prefix right before all that it begins, and to compare them is to compare longs.
 */
final class Prefix {

    private static final int MOST_DIGITS = 15;

    private Prefix() {}

    /**
     * @param digits 0 to 15 digits, with or without {@code +}
     * @throws IllegalArgumentException for anything else
     */
    static long of(String digits) {
        int start = digits.startsWith("+") ? 1 : 0;
        int length = digits.length() - start;
        if (length > MOST_DIGITS) {
            throw new IllegalArgumentException("Longer than 15 digits: " + digits);
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            int digit = digits.charAt(start + i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("Not a prefix of digits: " + digits);
            }
            word |= (digit + 1L) << shift(i);
        }
        return word;
    }

    static boolean begins(long prefix, long number) {
        return (number & mask(prefix)) == prefix;
    }

    static String digits(long prefix) {
        StringBuilder digits = new StringBuilder(MOST_DIGITS);
        for (int i = 0; i < MOST_DIGITS; i++) {
            int digit = (int) (prefix >>> shift(i)) & 0xF;
            if (digit == 0) {
                break;
            }
            digits.append((char) ('0' + digit - 1));
        }
        return digits.toString();
    }

    private static int shift(int place) {
        return 4 * (MOST_DIGITS - 1 - place);
    }

    /** Ones over the digits that the prefix has. */
    private static long mask(long prefix) {
        return prefix == 0 ? 0 : -1L << (Long.numberOfTrailingZeros(prefix) & ~3);
    }
}
