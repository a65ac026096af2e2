package com.dartwing.tel.compliance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What looks like health data in a text (seed, section 11.4). */
public final class HealthPatterns {

    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    private HealthPatterns(Map<String, String> patterns) {
        patterns.forEach(
                (name, pattern) -> this.patterns.put(name, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)));
    }

    /** @param patterns regular expressions by what they find, any case */
    public static HealthPatterns of(Map<String, String> patterns) {
        return new HealthPatterns(patterns);
    }

    /** The names of what a text seems to hold; usually none. */
    public List<String> in(String text) {
        return patterns.entrySet().stream()
                .filter(pattern -> pattern.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .toList();
    }
}
