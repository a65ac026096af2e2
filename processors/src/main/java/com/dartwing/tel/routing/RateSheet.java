package com.dartwing.tel.routing;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One carrier's rates for one operation: three sorted arrays, 16 bytes a rate. A look-up is one binary search and a
 * walk up the prefixes that begin the one found.
 */
final class RateSheet {

    private static final int NONE = -1;

    /** Sorted; rates of one prefix stand together, the latest last. */
    private final long[] prefixes;
    /** The newest rate of the longest shorter prefix that begins this one, or NONE. */
    private final int[] parents;

    private final Rates.Terms[] terms;

    /** A prefix with what it costs, as it is gathered. */
    record Line(long prefix, Rates.Terms terms) {}

    RateSheet(List<Line> gathered) {
        Line[] lines = gathered.toArray(Line[]::new);
        // Stable: of equal prefix and date the one given last wins.
        Arrays.sort(lines, Comparator.comparingLong(Line::prefix).thenComparing(line -> line.terms()
                .effectiveFrom()));
        prefixes = new long[lines.length];
        parents = new int[lines.length];
        terms = new Rates.Terms[lines.length];
        for (int i = 0; i < lines.length; i++) {
            prefixes[i] = lines[i].prefix();
            terms[i] = lines[i].terms();
            parents[i] = i == 0 ? NONE : parent(i);
        }
    }

    private int parent(int index) {
        if (prefixes[index - 1] == prefixes[index]) {
            return parents[index - 1];
        }
        int above = index - 1;
        while (above != NONE && !Prefix.begins(prefixes[above], prefixes[index])) {
            above = parents[above];
        }
        return above;
    }

    /** The place of the rate that holds for the number, or -1. */
    int find(long number, Instant now) {
        int at = lastNotAfter(number);
        while (at != NONE && !Prefix.begins(prefixes[at], number)) {
            at = parents[at];
        }
        while (at != NONE) {
            for (int version = at; version >= 0 && prefixes[version] == prefixes[at]; version--) {
                if (!terms[version].effectiveFrom().isAfter(now)) {
                    return version;
                }
            }
            at = parents[at];
        }
        return NONE;
    }

    private int lastNotAfter(long number) {
        int low = 0;
        int high = prefixes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (prefixes[middle] <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    long prefix(int at) {
        return prefixes[at];
    }

    Rates.Terms terms(int at) {
        return terms[at];
    }

    int size() {
        return prefixes.length;
    }
}
