package com.dartwing.tel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSectionsTest {

    @Test
    void aKindOfCallMayHaveAProofOfItsOwn() {
        Map<String, Object> webhook = Map.of(
                "scheme", "secret-header",
                "header", "X-Acme",
                "secret", "hook",
                "fax", Map.of("scheme", "basic", "user", "us", "password", "word"));

        assertThat(WebhookAuths.sections(webhook))
                .isEqualTo(Map.of(
                        WebhookAuths.ALL,
                        Map.of("scheme", "secret-header", "header", "X-Acme", "secret", "hook"),
                        "fax",
                        Map.of("scheme", "basic", "user", "us", "password", "word")));
    }

    @Test
    void whereThereIsNothingThereIsOneSectionThatIsEmpty() {
        assertThat(WebhookAuths.sections(Map.of())).isEqualTo(Map.of(WebhookAuths.ALL, Map.of()));
    }
}
