package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The production profile: it says which secret it misses, uses the carriers that it has, and reaches no simulator. */
class ProductionIT {

    private static final List<String> ONE_CARRIER = List.of(
            "BANDWIDTH_ACCOUNT_ID",
            "BANDWIDTH_APPLICATION_ID",
            "BANDWIDTH_CLIENT_ID",
            "BANDWIDTH_CLIENT_SECRET",
            "BANDWIDTH_WEBHOOK_USER",
            "BANDWIDTH_WEBHOOK_PASSWORD");

    private static final List<String> ANOTHER_BUT_ITS_WEBHOOK_SECRET =
            List.of("DIDWW_SMS_USER", "DIDWW_SMS_PASSWORD", "DIDWW_API_KEY");

    /** Not its password of callbacks about faxes, which can be derived. */
    private static final List<String> A_SECOND = List.of(
            "SINCH_SERVICE_PLAN_ID",
            "SINCH_API_TOKEN",
            "SINCH_PROJECT_ID",
            "SINCH_APP_ID",
            "SINCH_KEY_ID",
            "SINCH_KEY_SECRET",
            "SINCH_WEBHOOK_SECRET");

    private static HubProcess.Launch production(MariaDbProcess database, RabbitMqProcess broker, SandboxKey key) {
        return key.given(HubProcess.with("--spring.profiles.active=production", "--server.address=127.0.0.1"))
                .env("TEL_DB_URL", database.jdbcUrl())
                .env("TEL_DB_USER", database.user())
                .env("TEL_DB_PASSWORD", database.password())
                .env("TEL_AMQP_URL", broker.url())
                .env("TEL_PUBLIC_URL", "https://hub.example.com");
    }

    private static HubProcess.Launch given(HubProcess.Launch launch, List<String> names) {
        names.forEach(name -> launch.env(name, SandboxKey.generate().adminPassword()));
        return launch;
    }

    @Test
    void it_starts_with_the_carriers_it_has_credentials_for_and_without_simulators() {
        SandboxKey key = SandboxKey.generate();
        try (MariaDbProcess database = MariaDbProcess.start();
                RabbitMqProcess broker = RabbitMqProcess.start()) {
            assertThatThrownBy(() -> production(database, broker, key).start().close())
                    .hasMessageContaining("No carrier is configured")
                    .hasMessageContaining("TELNYX_PUBLIC_KEY");
            assertThatThrownBy(() -> given(
                                    given(production(database, broker, key), ONE_CARRIER),
                                    ANOTHER_BUT_ITS_WEBHOOK_SECRET)
                            .start()
                            .close())
                    .hasMessageContaining("need these environment variables: [DIDWW_WEBHOOK_SECRET]");

            try (HubProcess hub = given(given(production(database, broker, key), ONE_CARRIER), A_SECOND)
                    .start()) {
                HubProcess.Answer carriers = hub.getAs("admin", key.adminPassword(), "/health/carriers");
                assertThat(carriers.json().findValuesAsText("carrier")).containsExactlyInAnyOrder("Bandwidth", "Sinch");
                assertThat(hub.send("GET", "/sandbox/telnyx/_seen", Map.of(), null)
                                .status())
                        .isEqualTo(404);
                assertThat(hub.send("POST", "/sandbox/telnyx/v2/messages", Map.of(), "{}")
                                .status())
                        .isEqualTo(404);
                assertThat(hub.send("POST", "/api/tel/webhook/telnyx/sms", Map.of(), "{}")
                                .status())
                        .isEqualTo(404);
            }
        }
    }
}
