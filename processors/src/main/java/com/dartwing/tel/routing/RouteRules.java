package com.dartwing.tel.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All route rules, by what they are about. Of those that hold for a carrier one decides: the lowest priority, then the
 * longest prefix, then the first by name. Immutable and safe to share; a change makes a new one.
 */
public final class RouteRules {

    public static final RouteRules NONE = new RouteRules(List.of());

    private static final Comparator<RouteRule> FIRST_HEARD = Comparator.comparingInt(RouteRule::priority)
            .thenComparing(rule -> -prefix(rule).length())
            .thenComparing(RouteRule::name);

    /** Prefix, or nothing, to its rules. */
    private final Map<String, List<RouteRule>> byPrefix = new HashMap<>();
    /** Country to the rules that have no prefix. */
    private final Map<String, List<RouteRule>> byCountry = new HashMap<>();

    private final int longestPrefix;

    private RouteRules(List<RouteRule> rules) {
        for (RouteRule rule : rules) {
            RouteRule.Conditions conditions = rule.conditions();
            boolean national = conditions.prefix() == null && conditions.country() != null;
            Map<String, List<RouteRule>> index = national ? byCountry : byPrefix;
            String key = national ? conditions.country() : prefix(rule);
            index.computeIfAbsent(key, none -> new ArrayList<>()).add(rule);
        }
        longestPrefix =
                byPrefix.keySet().stream().mapToInt(String::length).max().orElse(-1);
    }

    private static String prefix(RouteRule rule) {
        return rule.conditions().prefix() == null ? "" : rule.conditions().prefix();
    }

    public static RouteRules of(List<RouteRule> rules) {
        return rules.isEmpty() ? NONE : new RouteRules(rules);
    }

    /** The rule that decides for each carrier that one holds for. */
    public Map<String, RouteRule> decide(RouteQuestion question, Instant now) {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, RouteRule> decisions = new HashMap<>();
        hear(byCountry.get(question.parties().country()), question, now, decisions);
        String digits = question.parties().to().substring(1);
        for (int length = 0; length <= Math.min(longestPrefix, digits.length()); length++) {
            hear(byPrefix.get(digits.substring(0, length)), question, now, decisions);
        }
        return decisions;
    }

    private static void hear(
            List<RouteRule> rules, RouteQuestion question, Instant now, Map<String, RouteRule> decisions) {
        if (rules == null) {
            return;
        }
        for (RouteRule rule : rules) {
            if (rule.conditions().describe(question, now)) {
                decisions.merge(
                        rule.carrier(), rule, (one, other) -> FIRST_HEARD.compare(one, other) <= 0 ? one : other);
            }
        }
    }
}
