package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.Purpose;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Phrases and hosts of links, by the category that forbids or marks them. Finding them takes one look at each word of a
 * text, and no pattern is ever run on it.
 */
public final class ContentRules {

    /** What becomes of a message that matches. */
    public enum Action {
        @JsonProperty("block")
        BLOCK,
        @JsonProperty("flag")
        FLAG
    }

    /**
     * A category, as {@code compliance/content.yaml} has it; what is null counts for all.
     *
     * @param ageGated whether an organisation may be allowed it
     */
    public record Category(
            Action action,
            boolean ageGated,
            Set<String> countries,
            Set<String> purposes,
            List<String> phrases,
            List<String> hosts) {

        boolean counts(String country, Purpose purpose) {
            return (countries == null || countries.contains(country))
                    && (purposes == null || purposes.stream().anyMatch(name -> name.equalsIgnoreCase(purpose.name())));
        }
    }

    /** A category under its name. */
    public record Named(String name, Category category) {}

    /** A phrase or host that was found. */
    public record Match(String what, String name, Category category) {}

    private record Phrase(List<String> words, String name, Category category) {}

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();
    private final Map<String, Match> byHost = new HashMap<>();

    public ContentRules(List<Named> categories) {
        categories.forEach(named -> {
            String name = named.name();
            Category category = named.category();
            nullToEmpty(category.phrases()).forEach(phrase -> {
                List<String> words =
                        Words.of(phrase).stream().map(Words.Word::written).toList();
                if (!words.isEmpty()) {
                    byFirstWord
                            .computeIfAbsent(words.get(0), any -> new ArrayList<>())
                            .add(new Phrase(words, name, category));
                }
            });
            nullToEmpty(category.hosts()).forEach(host -> byHost.put(host, new Match(host, name, category)));
        });
    }

    /** Reads the packaged file. */
    public static ContentRules packaged() {
        Map<String, Category> file = RuleFile.read("content", new TypeReference<>() {});
        return new ContentRules(file.entrySet().stream()
                .map(entry -> new Named(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static List<String> nullToEmpty(List<String> list) {
        return list == null ? List.of() : list;
    }

    /** All that a text says of what is listed. */
    public Collection<Match> matches(String text) {
        List<Match> found = new ArrayList<>();
        List<Words.Word> words = byFirstWord.isEmpty() ? List.of() : Words.of(text);
        for (int i = 0; i < words.size(); i++) {
            for (Phrase phrase : starting(words.get(i))) {
                if (continues(words, i, phrase.words())) {
                    found.add(new Match(String.join(" ", phrase.words()), phrase.name(), phrase.category()));
                }
            }
        }
        if (!byHost.isEmpty() && text.indexOf('.') >= 0) {
            Links.hosts(text).forEach(host -> {
                for (String part = host; !part.isEmpty(); part = part.substring(part.indexOf('.') + 1)) {
                    Match match = byHost.get(part);
                    if (match != null) {
                        found.add(match);
                    }
                    if (part.indexOf('.') < 0) {
                        break;
                    }
                }
            });
        }
        return found;
    }

    private List<Phrase> starting(Words.Word word) {
        List<Phrase> written = byFirstWord.getOrDefault(word.written(), List.of());
        return written.isEmpty() ? byFirstWord.getOrDefault(word.meant(), List.of()) : written;
    }

    private static boolean continues(List<Words.Word> words, int start, List<String> phrase) {
        if (start + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 1; i < phrase.size(); i++) {
            if (!words.get(start + i).is(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }
}
