package com.dartwing.tel.hub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestHashTest {

    private final RequestHash hashes = new RequestHash(text -> "keyed " + text);

    @Test
    void what_is_said_of_health_is_hashed_with_a_key() {
        assertThat(hashes.of("a", true)).isEqualTo("keyed a");
        assertThat(hashes.of("a", false)).isEqualTo("a");
    }
}
