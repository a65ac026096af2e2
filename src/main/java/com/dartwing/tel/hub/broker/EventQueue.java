package com.dartwing.tel.hub.broker;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A queue of {@code routes/queues.yaml}: who hears of which events.
 *
 * @param name as consumers' routes and operators call it
 * @param keys the events that come into it, as a topic exchange reads them: {@code sms.*}, {@code #}
 * @param asks the bean, a {@link Hearer}, that says which events its consumer wants, whatever comes into it by its keys;
 *     null when it wants them all
 * @param role the role whose processes consume it
 * @param perNode each of those processes has a queue of its own, which ends with it; else they share a durable one
 */
public record EventQueue(String name, List<String> keys, String asks, String role, boolean perNode) {

    /** Whether an event comes into this queue. */
    public boolean hears(String event) {
        return keys.stream().anyMatch(key -> pattern(key).matcher(event).matches());
    }

    private static Pattern pattern(String key) {
        return Pattern.compile(Pattern.compile("\\.")
                .splitAsStream(key)
                .map(word -> switch (word) {
                    case "#" -> ".*";
                    case "*" -> "[^.]+";
                    default -> Pattern.quote(word);
                })
                .collect(Collectors.joining("\\.")));
    }
}
