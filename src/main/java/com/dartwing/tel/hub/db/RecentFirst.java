package com.dartwing.tel.hub.db;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Rows by their names, in a table that is kept by month. A name does not say its month, and to look into each costs as much
 * as to look that often; nearly all that is asked for is young, so that is where it is looked for first.
 */
public final class RecentFirst {

    /** A message lives no longer: three days until it is sent, three until its receipt. */
    private static final Duration YOUNG = Duration.ofDays(7);

    /** Clocks of nodes differ. */
    private static final Duration SKEW = Duration.ofHours(1);

    private RecentFirst() {}

    /** Asks for rows by name that began between two times. */
    @FunctionalInterface
    public interface Question<T> {
        List<T> ask(Collection<String> names, Instant from, Instant until);
    }

    /**
     * All rows of these names, wherever they are.
     *
     * @param nameOf a row's name
     */
    public static <T> List<T> find(
            Collection<String> names, Instant now, Function<T, String> nameOf, Question<T> question) {
        List<T> found = new ArrayList<>(question.ask(names, now.minus(YOUNG), now.plus(SKEW)));
        if (found.size() < names.size()) {
            Set<String> left = new HashSet<>(names);
            found.stream().map(nameOf).forEach(left::remove);
            if (!left.isEmpty()) {
                found.addAll(question.ask(left, Instant.EPOCH, now.plus(SKEW)));
            }
        }
        return found;
    }
}
