package com.dartwing.tel.hub.voice.recording;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Range} header asks for of a body of known length (RFC 9110, section 14.2). Only one range is served; a
 * header that is none, or asks for more, is as none.
 *
 * @param status 200 for all of it, 206 for a stretch, 416 when it lies beyond the end
 */
record ByteRange(int status, int from, int length, int total) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,10})-(\\d{0,10})");

    static ByteRange of(String header, int total) {
        Matcher one = ONE.matcher(header == null ? "" : header.strip());
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return new ByteRange(200, 0, total, total);
        }
        long from;
        long last = total - 1L;
        if (one.group(1).isEmpty()) {
            long suffix = Long.parseLong(one.group(2));
            from = suffix == 0 ? total : Math.max(0, total - suffix);
        } else {
            from = Long.parseLong(one.group(1));
            if (!one.group(2).isEmpty()) {
                long end = Long.parseLong(one.group(2));
                if (end < from) {
                    return new ByteRange(200, 0, total, total);
                }
                last = Math.min(last, end);
            }
        }
        return from >= total
                ? new ByteRange(416, 0, 0, total)
                : new ByteRange(206, (int) from, (int) (last - from + 1), total);
    }

    /** The header of the answer, or null when all of it is served. */
    String contentRange() {
        return switch (status) {
            case 206 -> "bytes " + this + "/" + total;
            case 416 -> "bytes */" + total;
            default -> null;
        };
    }

    /** First and last byte. */
    @Override
    public String toString() {
        return from + "-" + (from + length - 1);
    }
}
