package com.dartwing.tel.webhook;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which events somebody wants to hear of: names such as {@code sms.sent}, a name's beginning such as {@code sms.*}, or
 * {@code *}. An empty list means all.
 */
public record EventFilter(List<String> patterns) {

    private static final Pattern SOUND = Pattern.compile("\\*|[a-z]+(\\.[a-z_]+)*(\\.\\*)?");

    public EventFilter {
        patterns = List.copyOf(patterns);
    }

    /** Whether this is a pattern at all. */
    public static boolean isSound(String pattern) {
        return SOUND.matcher(pattern).matches();
    }

    public boolean matches(String event) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, event));
    }

    private static boolean matches(String pattern, String event) {
        if (pattern.endsWith("*")) {
            return event.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return pattern.equals(event);
    }
}
