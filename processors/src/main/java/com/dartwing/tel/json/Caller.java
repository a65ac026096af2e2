package com.dartwing.tel.json;

/** What of a caller's data may be said back to them: a little, and nothing that could break a log line. */
final class Caller {

    private static final int ECHO = 40;
    private static final int FIELD = 200;

    private Caller() {}

    /** At most 40 characters, for a message. */
    static String echo(String data) {
        return shorten(data, ECHO);
    }

    /** At most 200 characters, for the error's {@code field}. */
    static String field(String path) {
        return path == null || path.isEmpty() ? null : shorten(path, FIELD);
    }

    private static String shorten(String data, int limit) {
        StringBuilder said = new StringBuilder(Math.min(data.length(), limit));
        for (int i = 0; i < data.length() && i < limit; i++) {
            char c = data.charAt(i);
            said.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        if (data.length() > limit) {
            said.setCharAt(limit - 1, '…');
        }
        return said.toString();
    }
}
