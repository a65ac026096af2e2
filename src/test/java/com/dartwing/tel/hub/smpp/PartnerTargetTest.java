package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartnerTargetTest {

    @Test
    void a_target_is_read_as_it_was_written() {
        PartnerTarget alone = new PartnerTarget("a:b/c", null, 3);
        PartnerTarget one = new PartnerTarget("acme", "SMS-2026-000001", 1);

        assertThat(PartnerTarget.parse(alone.text())).contains(alone);
        assertThat(PartnerTarget.parse(one.text())).contains(one);
    }

    @Test
    void a_url_is_no_partner() {
        assertThat(PartnerTarget.parse("https://example.com/smpp:1:acme")).isEmpty();
        assertThat(PartnerTarget.parse(null)).isEmpty();
    }

    @Test
    void who_wants_failures_alone_hears_of_no_success() {
        PartnerTarget failures = new PartnerTarget("acme", null, 2);

        assertThat(failures.wants(false)).isTrue();
        assertThat(failures.wants(true)).isFalse();
    }
}
