package com.dartwing.tel.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LcrTest {

    @Test
    void theScoreIsHealthCostPriorityTimesWeight() {
        List<Ranked> ranking = Lcr.rank(
                List.of(candidate("cheap", 90, "0.004", 3, 100), candidate("dear", 100, "0.016", 1, 50)), null);

        assertThat(names(ranking)).containsExactly("cheap", "dear");
        assertThat(ranking.get(0).score()).isCloseTo(36 + 40 + 10, within(1e-9));
        assertThat(ranking.get(1).score()).isCloseTo((40 + 10 + 20) * 0.5, within(1e-9));
    }

    @Test
    void tiesGoByName() {
        List<Candidate> equal = List.of(
                candidate("c", 100, "1", 1, 100), candidate("a", 100, "1.0", 1, 100), candidate("b", 100, "1", 1, 100));

        assertThat(names(Lcr.rank(equal, null))).containsExactly("a", "b", "c");
    }

    @Test
    void poorHealthIsTheLastResort() {
        List<Candidate> candidates = List.of(candidate("poor", 50, "0.001", 1, 100), candidate("fair", 51, "1", 5, 1));

        assertThat(names(Lcr.rank(candidates, null))).containsExactly("fair", "poor");
    }

    @Test
    void aPreferredCarrierGoesFirstWhenItIsHealthyAndMay() {
        Candidate cheap = candidate("cheap", 100, "0.001", 1, 100);

        assertThat(names(Lcr.rank(List.of(cheap, candidate("dear", 80, "1", 5, 1)), "Dear")))
                .containsExactly("dear", "cheap");
        assertThat(names(Lcr.rank(List.of(cheap, candidate("dear", 79, "1", 5, 1)), "dear")))
                .containsExactly("cheap", "dear");
        assertThat(names(Lcr.rank(List.of(cheap, candidate("dear", 100, "1", 5, 0)), "dear")))
                .containsExactly("cheap", "dear");
        assertThat(names(Lcr.rank(
                        List.of(cheap, candidate("dear", 100, "1", 5, 1).excluded("drained")), "dear")))
                .containsExactly("cheap", "dear");
    }

    @Test
    void theExcludedStayWithTheirReason() {
        List<Ranked> ranking = Lcr.rank(
                List.of(
                        new Candidate("a", Optional.of("no rate"), 100, null, 1, 0),
                        candidate("b", 100, "1", 1, 0),
                        candidate("c", 1, "9", 5, 1)),
                null);

        assertThat(names(ranking)).containsExactly("c", "a", "b");
        assertThat(ranking.get(0).eligible()).isTrue();
        assertThat(ranking.get(1).candidate().exclusion()).contains("no rate");
        assertThat(ranking.get(2).candidate().exclusion()).contains("weight is 0");
        assertThat(ranking).filteredOn(ranked -> !ranked.eligible()).allMatch(ranked -> ranked.score() == 0);
    }

    @Test
    void anExcludedCarriersCostDoesNotCount() {
        List<Ranked> ranking =
                Lcr.rank(List.of(candidate("a", 100, "2", 1, 100), candidate("b", 100, "0.01", 1, 0)), null);

        assertThat(ranking.get(0).score()).isEqualTo(100);
    }

    @Test
    void whatIsFreeIsCheapest() {
        List<Ranked> ranking =
                Lcr.rank(List.of(candidate("a", 100, "0.01", 1, 100), candidate("b", 100, "0.00", 1, 100)), null);

        assertThat(names(ranking)).containsExactly("b", "a");
        assertThat(ranking.get(0).score()).isEqualTo(100);
        assertThat(ranking.get(1).score()).isEqualTo(60);
    }

    @Test
    void nobodyIsRankedOfNobody() {
        assertThat(Lcr.rank(List.of(), "a")).isEmpty();
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> candidate("a", 101, "1", 1, 1)).hasMessageContaining("health");
        assertThatThrownBy(() -> candidate("a", 1, "1", 0, 1)).hasMessageContaining("priority");
        assertThatThrownBy(() -> candidate("a", 1, "1", 1, -1)).hasMessageContaining("weight");
        assertThatThrownBy(() -> candidate("a", 1, "-1", 1, 1)).hasMessageContaining("cost");
    }

    @Property
    void theRankingKeepsItsPromises(@ForAll("candidates") List<Candidate> candidates, @ForAll int seed) {
        List<Ranked> ranking = Lcr.rank(candidates, "p");

        assertThat(ranking).hasSameSizeAs(candidates);
        assertThat(ranking).allSatisfy(ranked -> {
            assertThat(ranked.score()).isBetween(0.0, 100.0);
            assertThat(ranked.eligible())
                    .isEqualTo(ranked.candidate().exclusion().isEmpty());
        });
        for (int i = 1; i < ranking.size(); i++) {
            Ranked better = ranking.get(i - 1);
            Ranked worse = ranking.get(i);
            assertThat(better.eligible() || !worse.eligible()).isTrue();
            boolean preferred = better.candidate().carrier().equals("p")
                    && better.candidate().health() >= 80;
            if (worse.eligible() && !preferred) {
                assertThat(better.candidate().health() > 50 || worse.candidate().health() <= 50)
                        .isTrue();
                if (better.candidate().health() > 50 == worse.candidate().health() > 50) {
                    assertThat(better.score()).isGreaterThanOrEqualTo(worse.score());
                }
            }
        }
        List<Candidate> shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(Lcr.rank(shuffled, "p")).isEqualTo(ranking);
    }

    @Property
    void aLowerPriceNeverRanksWorse(@ForAll("candidates") List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        Candidate one = candidates.get(0);
        List<Candidate> cheaper = new ArrayList<>(candidates);
        BigDecimal half = one.cost().divide(new BigDecimal(2));
        cheaper.set(0, new Candidate(one.carrier(), one.exclusion(), one.health(), half, one.priority(), one.weight()));

        int before = names(Lcr.rank(candidates, null)).indexOf(one.carrier());
        int after = names(Lcr.rank(cheaper, null)).indexOf(one.carrier());

        assertThat(after).isLessThanOrEqualTo(before);
    }

    @Provide
    Arbitrary<List<Candidate>> candidates() {
        Arbitrary<Optional<String>> exclusions = Arbitraries.of(Optional.empty(), Optional.empty(), Optional.of("no"));
        Arbitrary<BigDecimal> costs = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.TEN)
                .ofScale(4);
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", "p"),
                        exclusions,
                        Arbitraries.integers().between(0, 100),
                        costs,
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of(0, 1, 50, 100))
                .as(Candidate::new)
                .list()
                .uniqueElements(Candidate::carrier)
                .ofMaxSize(5);
    }

    private static Candidate candidate(String carrier, int health, String cost, int priority, int weight) {
        return new Candidate(carrier, Optional.empty(), health, new BigDecimal(cost), priority, weight);
    }

    private static List<String> names(List<Ranked> ranking) {
        return ranking.stream().map(ranked -> ranked.candidate().carrier()).toList();
    }
}
