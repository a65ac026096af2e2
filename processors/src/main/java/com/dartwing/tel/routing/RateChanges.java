package com.dartwing.tel.routing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What an import would do.
 *
 * @param removed rates that the file does not hold, when it is to replace its tables
 * @param unchanged how many say what they said
 */
public record RateChanges(List<RateLine> added, List<Change> changed, List<RateLine> removed, int unchanged) {

    /** A rate that says something else from now on. */
    public record Change(RateLine from, RateLine to) {}

    /**
     * Compares what is there with what a file holds.
     *
     * @param held in the order of {@link RateLine#BY_KEY}; those of the file's tables at least
     * @param given in any order, no key twice
     * @param replaces whether the file is the whole truth about its tables
     */
    public static RateChanges between(Iterator<RateLine> held, List<RateLine> given, boolean replaces) {
        RateChanges changes = new RateChanges(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0);
        List<RateLine> sorted = given.stream().sorted(RateLine.BY_KEY).toList();
        int at = 0;
        int unchanged = 0;
        while (held.hasNext()) {
            RateLine old = held.next();
            while (at < sorted.size() && RateLine.BY_KEY.compare(sorted.get(at), old) < 0) {
                changes.added.add(sorted.get(at++));
            }
            if (at == sorted.size() || RateLine.BY_KEY.compare(sorted.get(at), old) > 0) {
                if (replaces) {
                    changes.removed.add(old);
                }
            } else if (sorted.get(at).saysAs(old)) {
                unchanged++;
                at++;
            } else {
                changes.changed.add(new Change(old, sorted.get(at++)));
            }
        }
        changes.added.addAll(sorted.subList(at, sorted.size()));
        return new RateChanges(changes.added, changes.changed, changes.removed, unchanged);
    }
}
