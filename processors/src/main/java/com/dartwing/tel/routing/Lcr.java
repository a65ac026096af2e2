package com.dartwing.tel.routing;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ranks carriers: 40 points for health, 40 for how near its cost is to the cheapest's, 20 for priority, times the
 * operator's weight. The caller's preferred carrier goes before all, then those that route rules prefer. Who is not
 * healthy comes after all who are, whatever it costs.
 */
public final class Lcr {

    /** A carrier of this health or less is tried only when nothing better is left. */
    public static final int POOR_HEALTH = 50;
    /** From this health on a preferred carrier goes first. */
    public static final int PREFERRED_HEALTH = 80;

    private Lcr() {}

    /**
     * All candidates, best first and those that may not be tried last, each with its reason.
     *
     * @param preferred the carrier that should go first if it can, in any case, or null
     */
    public static List<Ranked> rank(List<Candidate> candidates, String preferred) {
        BigDecimal cheapest = candidates.stream()
                .filter(Lcr::eligible)
                .map(Candidate::cost)
                .min(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
        Stream<Ranked> ranked = candidates.stream().map(candidate -> ranked(candidate, cheapest));
        return ranked.sorted(order(preferred)).toList();
    }

    private static boolean eligible(Candidate candidate) {
        return candidate.exclusion().isEmpty() && candidate.weight() > 0;
    }

    private static Ranked ranked(Candidate candidate, BigDecimal cheapest) {
        if (eligible(candidate)) {
            return new Ranked(candidate, score(candidate, cheapest), true);
        }
        boolean told = candidate.exclusion().isPresent();
        return new Ranked(told ? candidate : candidate.excluded("weight is 0"), 0, false);
    }

    private static double score(Candidate candidate, BigDecimal cheapest) {
        double health = 40.0 * candidate.health() / 100;
        double cost = 40 * nearness(candidate.cost(), cheapest);
        double priority = 20.0 * (5 - candidate.priority()) / 4;
        return (health + cost + priority) * candidate.weight() / 100;
    }

    /** 1 for the cheapest, towards 0 for the dear; what is free is nearest. */
    private static double nearness(BigDecimal cost, BigDecimal cheapest) {
        return cost.signum() == 0 ? 1 : cheapest.doubleValue() / cost.doubleValue();
    }

    private static Comparator<Ranked> order(String preferred) {
        return Comparator.comparing(Ranked::eligible)
                .thenComparing(ranked -> isPreferred(ranked, preferred))
                .thenComparing(Lcr::ruled, Comparator.reverseOrder())
                .thenComparing(ranked -> ranked.candidate().health() > POOR_HEALTH)
                .thenComparingDouble(Ranked::score)
                .reversed()
                .thenComparing(ranked -> ranked.candidate().carrier());
    }

    private static boolean isPreferred(Ranked ranked, String preferred) {
        return ranked.candidate().carrier().equalsIgnoreCase(preferred)
                && ranked.candidate().health() >= PREFERRED_HEALTH;
    }

    private static int ruled(Ranked ranked) {
        return ranked.candidate().health() >= PREFERRED_HEALTH
                ? ranked.candidate().preference()
                : Integer.MAX_VALUE;
    }
}
