package com.dartwing.tel.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberZonesTest {

    private static final ZoneId EAST = ZoneId.of("America/New_York");
    private static final ZoneId WEST = ZoneId.of("America/Los_Angeles");

    private final NumberZones zones = new NumberZones(Map.of("US", List.of(EAST, WEST)));

    @Test
    void a_number_of_a_place_has_that_places_zone() {
        assertThat(zones.of("+14155551234", "US")).containsExactly(WEST);
    }

    @Test
    void an_area_code_in_two_zones_has_both() {
        assertThat(zones.of("+18505551234", "US")).hasSize(2);
    }

    @Test
    void a_number_of_no_place_has_its_countrys_main_zones() {
        assertThat(zones.of("+18005559999", "US")).containsExactly(EAST, WEST);
    }

    @Test
    void a_country_without_main_zones_counts_whole() {
        assertThat(zones.of("+447911123456", "GB")).contains(ZoneId.of("Europe/London"));
    }

    @Test
    void what_is_no_number_is_somewhere_at_least() {
        assertThat(zones.of("nonsense", "XX")).containsExactly(ZoneOffset.UTC);
    }
}
