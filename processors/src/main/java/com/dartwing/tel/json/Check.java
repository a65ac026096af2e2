package com.dartwing.tel.json;

import com.dartwing.tel.error.TelException.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Limits of single values, named by the field that they belong to. An absent (null) value passes: {@link Required} tells
 * what must be there. Each check returns its value, so that it can stand in an assignment.
 */
public final class Check {

    private static final int KIBIBYTE = 1_024;

    private Check() {}

    /**
     * Text of at most {@code max} characters, counted as people count them (code points).
     *
     * @throws InvalidRequest when it is longer
     */
    public static String atMost(int max, String value, String field) {
        if (value != null && value.length() > max && value.codePointCount(0, value.length()) > max) {
            throw new InvalidRequest(field + " may have at most " + max + " characters", field);
        }
        return value;
    }

    /**
     * Text of one character at least that is not only white space.
     *
     * @throws InvalidRequest when it is empty or blank
     */
    public static String notBlank(String value, String field) {
        if (value != null && value.isBlank()) {
            throw new InvalidRequest(field + " must not be empty", field);
        }
        return value;
    }

    /**
     * A list of at most {@code max} items.
     *
     * @throws InvalidRequest when it has more
     */
    public static <C extends Collection<?>> C atMost(int max, C items, String field) {
        if (items != null && items.size() > max) {
            throw new InvalidRequest(field + " may have at most " + max + " items", field);
        }
        return items;
    }

    /**
     * JSON of at most so many KiB, in UTF-8.
     *
     * @throws InvalidRequest when it is larger
     */
    public static String kibibytes(int max, String json, String field) {
        if (json != null && json.getBytes(StandardCharsets.UTF_8).length > max * KIBIBYTE) {
            throw new InvalidRequest(field + " is larger than " + max + " KiB", field);
        }
        return json;
    }

    /**
     * A number from {@code min} to {@code max}, both included.
     *
     * @throws InvalidRequest when it is outside
     */
    public static <N extends Number> N range(long min, long max, N value, String field) {
        if (value != null && (value.doubleValue() < min || value.doubleValue() > max)) {
            throw new InvalidRequest(field + " must be from " + min + " to " + max, field);
        }
        return value;
    }
}
