package com.dartwing.tel.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.TestEvents;
import com.dartwing.tel.hub.TestKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who hears of an event, and whether anybody does, are the same question. */
class TargetsTest {

    private final ApiKeys keys = mock(ApiKeys.class);
    private final WebhookConfigs configs = mock(WebhookConfigs.class);
    private final Targets targets = new Targets(keys, configs);

    @BeforeEach
    void one_key_whose_configuration_listens_to_failures() {
        when(keys.byName("KEY-1")).thenReturn(Optional.of(TestKeys.allowing("sms.send")));
        when(configs.listening(any(), eq("sms.failed")))
                .thenReturn(List.of(new WebhookConfigs.Config(
                        "CONFIG-1", "https://listens.example/", null, "Acme", null, "", true, Instant.EPOCH)));
    }

    @ParameterizedTest
    @CsvSource({
        "sms.sent, KEY-1, , 0",
        "sms.sent, KEY-1, https://acme.example/hook, 1",
        "sms.sent, KEY-1, smpp:1:acme, 0",
        "sms.failed, KEY-1, , 1",
        "sms.failed, KEY-1, https://acme.example/hook, 2",
        "sms.failed, KEY-1, https://listens.example/, 1",
        "sms.failed, KEY-2, , 0",
        "sms.failed, , , 0",
    })
    void hear_of_an_event(String event, String key, String target, int count) {
        TelEvent told = TestEvents.of(event, key, target);

        assertThat(targets.of(told)).hasSize(count);
        assertThat(targets.areThereFor(told)).isEqualTo(count > 0);
    }
}
