package com.dartwing.tel.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierState;
import com.dartwing.tel.routing.RouteRule.Action;
import com.dartwing.tel.routing.RouteRule.Conditions;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouteRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static RouteRule rule(
            String name, Conditions when, Action action, String carrier, int value, int priority) {
        return new RouteRule(name, when, action, carrier, value, priority);
    }

    private static Conditions prefix(String prefix) {
        return new Conditions(null, prefix, null, null, null, null);
    }

    private static Conditions country(String country) {
        return new Conditions(null, null, country, null, null, null);
    }

    private static RouteQuestion question() {
        return question(null);
    }

    private static RouteQuestion question(String preferred) {
        return new RouteQuestion(
                "sms",
                new Parties("+18005559999", false, null, "+14155520001", "US"),
                new Owner("KEY", "Acme", "care", null),
                1,
                preferred);
    }

    private static String deciding(RouteRule... rules) {
        RouteRule rule = RouteRules.of(List.of(rules)).decide(question(), NOW).get("a");
        return rule == null ? null : rule.name();
    }

    @Test
    void everyConditionMustHold() {
        Conditions all = new Conditions("sms", "1415", "US", "Acme", "care", RouteWindow.parse("Wed 12:00-13:00 UTC"));

        assertThat(deciding(rule("r", all, Action.FORBID, "a", 100, 1))).isEqualTo("r");
        assertThat(Stream.of(
                                new Conditions("mms", null, null, null, null, null),
                                new Conditions(null, "1416", null, null, null, null),
                                new Conditions(null, "14155520001555", null, null, null, null),
                                new Conditions(null, null, "CA", null, null, null),
                                new Conditions(null, "1", "CA", null, null, null),
                                new Conditions(null, null, null, "Other", null, null),
                                new Conditions(null, null, null, null, "sales", null),
                                new Conditions(null, null, null, null, null, RouteWindow.parse("Thu 00:00-24:00 UTC")))
                        .map(other -> deciding(rule("r", other, Action.FORBID, "a", 100, 1))))
                .containsOnlyNulls();
    }

    @Test
    void ofSeveralTheLowestPriorityDecidesThenTheLongestPrefixThenTheName() {
        RouteRule wide = rule("wide", country("US"), Action.FORBID, "a", 100, 2);
        RouteRule exception = rule("exception", prefix("1415"), Action.PREFER, "a", 100, 1);
        RouteRule longer = rule("longer", prefix("141555"), Action.WEIGHT, "a", 10, 1);
        RouteRule twin = rule("another", prefix("141555"), Action.WEIGHT, "a", 20, 1);

        assertThat(deciding(wide, exception)).isEqualTo("exception");
        assertThat(deciding(exception, longer, wide)).isEqualTo("longer");
        assertThat(deciding(longer, twin)).isEqualTo("another");
        assertThat(deciding(rule("other", country("US"), Action.FORBID, "b", 100, 1)))
                .isNull();
    }

    @Test
    void ofManyTheOneOfThePrefixIsFound() {
        List<RouteRule> rules = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            rules.add(rule("r" + i, prefix(String.valueOf(20_000_000 + i)), Action.FORBID, "a", 100, 1));
        }
        rules.add(rule("found", prefix("1415552"), Action.FORBID, "a", 100, 1));
        RouteRules held = RouteRules.of(rules);

        assertThat(held.decide(question(), NOW)).containsOnlyKeys("a");
    }

    @Test
    void theRankingObeysThem() {
        assertThat(ranking(null)).containsExactly("a", "b", "c");
        assertThat(ranking(null, rule("r", country("US"), Action.PREFER, "c", 100, 5)))
                .containsExactly("c", "a", "b");
        assertThat(ranking(
                        null,
                        rule("r", country("US"), Action.PREFER, "c", 100, 5),
                        rule("s", country("US"), Action.PREFER, "b", 100, 4)))
                .containsExactly("b", "c", "a");
        assertThat(ranking("b", rule("r", country("US"), Action.PREFER, "c", 100, 5)))
                .containsExactly("b", "c", "a");
        assertThat(ranking("a", rule("r", country("US"), Action.FORBID, "a", 100, 5)))
                .containsExactly("b", "c");
        assertThat(ranking(null, rule("r", country("US"), Action.WEIGHT, "a", 10, 5)))
                .containsExactly("b", "c", "a");
        assertThat(ranking(null, rule("r", country("US"), Action.WEIGHT, "a", 0, 5)))
                .containsExactly("b", "c");
    }

    @Test
    void theRankingTellsWhichRuleDecidedAndWhy() {
        RouteOption option = options(null, "USD", rule("no-a", prefix("1415"), Action.FORBID, "a", 100, 5)).stream()
                .filter(one -> one.carrier().equals("a"))
                .findFirst()
                .orElseThrow();

        assertThat(option.eligible()).isFalse();
        assertThat(option.reason()).isEqualTo("route rule no-a forbids it");
        assertThat(option.rule()).isEqualTo("route rule no-a forbids it for prefix 1415");
    }

    @Test
    void pricesOfAnotherCurrencyAreNotCompared() {
        assertThat(options(null, "EUR"))
                .extracting(RouteOption::reason)
                .containsOnly("its rate is in USD, and prices are compared in EUR");
    }

    @Test
    void nothingOfOursKeepsACallForHelpFromWhoLocatesItsCaller() {
        RouteRules held = RouteRules.of(List.of(rule("r", country("US"), Action.FORBID, "a", 100, 5)));
        List<RouteOption> options = new RankCarriers(
                        () -> List.of(
                                carrier("a", Set.of("call-control", "e911")), carrier("b", Set.of("call-control"))),
                        carrier -> new CarrierState(10, true, true, true, 0),
                        null,
                        () -> Rates.of(List.of()),
                        () -> held,
                        "USD",
                        true,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .rank(new RouteQuestion(
                        "voice",
                        new Parties("+18005559999", false, null, "911", "US"),
                        new Owner("KEY", "Acme", "care", null),
                        1,
                        null));

        assertThat(options).extracting(RouteOption::carrier).containsExactly("a", "b");
        assertThat(options.get(0).eligible()).isTrue();
        assertThat(options.get(0).cost()).isEqualByComparingTo("0");
        assertThat(options.get(1).reason()).isEqualTo("it does not locate who calls for help");
    }

    private static List<String> ranking(String preferred, RouteRule... rules) {
        return options(preferred, "USD", rules).stream()
                .filter(RouteOption::eligible)
                .map(RouteOption::carrier)
                .toList();
    }

    /** Three carriers that differ in price: a is the cheapest, c the dearest. */
    private static List<RouteOption> options(String preferred, String currency, RouteRule... rules) {
        List<Carrier> carriers =
                Stream.of("a", "b", "c").map(RouteRulesTest::carrier).toList();
        Rates rates = Rates.of(Stream.of("a", "b", "c")
                .map(name -> new Rate(
                        name, "sms", "1", new BigDecimal("0.0" + (name.charAt(0) - 'a' + 1)), "USD", Instant.EPOCH))
                .toList());
        RouteRules held = RouteRules.of(Arrays.asList(rules));
        return new RankCarriers(
                        () -> carriers,
                        carrier -> new CarrierState(100, false, true, false, 100),
                        null,
                        () -> rates,
                        () -> held,
                        currency,
                        true,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .rank(question(preferred));
    }

    private static Carrier carrier(String name) {
        return carrier(name, Set.of("sms"));
    }

    private static Carrier carrier(String name, Set<String> capabilities) {
        return new Carrier(
                name,
                name,
                null,
                3,
                capabilities,
                Set.of("*"),
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
