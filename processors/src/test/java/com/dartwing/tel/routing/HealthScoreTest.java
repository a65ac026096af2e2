package com.dartwing.tel.routing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthScoreTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1000, , 100",
        "100, 0, 1000, , 100",
        "109, 0, 1000, , 100",
        "110, 0, 1000, , 99",
        "600, 0, 1000, , 50",
        "5000, 0, 1000, , 0",
        "50, 10, 1000, , 80",
        "50, 0.4, 1000, , 100",
        "50, 0.5, 1000, , 99",
        "50, 100, 1000, , 0",
        "50, 0, 1000, 0, 80",
        "50, 0, 1000, 29, 80",
        "50, 0, 1000, 30, 90",
        "50, 0, 1000, 59, 90",
        "50, 0, 1000, 60, 100",
        "200, 10, 20, 5, 50",
        "5000, 100, 19, 0, 100",
    })
    void theFormulaIsTheSpecifications(double latency, double errors, long samples, Long incident, int score) {
        assertThat(HealthScore.of(new HealthMetrics(latency, errors, samples, incident)))
                .isEqualTo(score);
    }

    @Property
    void itStaysBetweenNoneAndAHundred(@ForAll double latency, @ForAll double errors, @ForAll long incident) {
        assertThat(HealthScore.of(new HealthMetrics(latency, errors, 20, incident)))
                .isBetween(0, 100);
    }

    @Test
    void nodesViewsAreWeightedBySamples() {
        HealthMetrics both = new HealthMetrics(100, 0, 30, 45L).plus(new HealthMetrics(200, 40, 10, 5L));

        assertThat(both).isEqualTo(new HealthMetrics(125, 10, 40, 5L));
        assertThat(HealthMetrics.NONE.plus(HealthMetrics.NONE)).isEqualTo(HealthMetrics.NONE);
        assertThat(HealthMetrics.NONE.plus(both)).isEqualTo(both);
    }
}
