package com.dartwing.tel.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthPatternsTest {

    private final HealthPatterns patterns =
            HealthPatterns.of(Map.of("ssn", "\\b\\d{3}-\\d{2}-\\d{4}\\b", "mrn", "\\bMRN[:\\s]?\\d{4,12}\\b"));

    @Test
    void what_a_text_shows_is_named_in_any_case() {
        assertThat(patterns.in("mrn:12345 and 123-45-6789")).containsExactlyInAnyOrder("mrn", "ssn");
    }

    @Test
    void a_phone_number_is_no_health_data() {
        assertThat(patterns.in("Call +14155551234 or 415-555-1234, code 123456"))
                .isEmpty();
    }
}
