package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.webhook.Ed25519;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The production profile: it says which secret it misses, and no simulator can be reached in it. */
class ProductionIT {

    private static final List<String> CARRIER_SETTINGS = List.of(
            "TELNYX_API_KEY",
            "BANDWIDTH_ACCOUNT_ID",
            "BANDWIDTH_APPLICATION_ID",
            "BANDWIDTH_CLIENT_ID",
            "BANDWIDTH_CLIENT_SECRET",
            "BANDWIDTH_WEBHOOK_USER",
            "BANDWIDTH_WEBHOOK_PASSWORD",
            "SINCH_SERVICE_PLAN_ID",
            "SINCH_API_TOKEN",
            "SINCH_WEBHOOK_SECRET",
            "SINCH_PROJECT_ID",
            "SINCH_APP_ID",
            "SINCH_KEY_ID",
            "SINCH_KEY_SECRET",
            "DIDWW_SMS_USER",
            "DIDWW_SMS_PASSWORD",
            "DIDWW_API_KEY",
            "DIDWW_WEBHOOK_SECRET");

    private static HubProcess.Launch production(MariaDbProcess database, SandboxKey key) {
        return key.given(HubProcess.with("--spring.profiles.active=production", "--server.address=127.0.0.1"))
                .env("TEL_DB_URL", database.jdbcUrl())
                .env("TEL_DB_USER", database.user())
                .env("TEL_DB_PASSWORD", database.password())
                .env("TEL_PUBLIC_URL", "https://hub.example.com");
    }

    @Test
    void it_starts_only_with_every_secret_and_then_without_simulators() {
        SandboxKey key = SandboxKey.generate();
        try (MariaDbProcess database = MariaDbProcess.start()) {
            assertThatThrownBy(() -> production(database, key).start().close())
                    .hasMessageContaining("SINCH_API_TOKEN")
                    .hasMessageContaining("TELNYX_PUBLIC_KEY");

            HubProcess.Launch complete = production(database, key)
                    .env("TELNYX_PUBLIC_KEY", Ed25519.generate().publicKey());
            CARRIER_SETTINGS.forEach(
                    name -> complete.env(name, SandboxKey.generate().adminPassword()));
            try (HubProcess hub = complete.start()) {
                assertThat(hub.send("GET", "/sandbox/telnyx/_seen", Map.of(), null)
                                .status())
                        .isEqualTo(404);
                assertThat(hub.send("POST", "/sandbox/telnyx/v2/messages", Map.of(), "{}")
                                .status())
                        .isEqualTo(404);
                assertThat(hub.getAs("admin", key.adminPassword(), "/health/carriers")
                                .status())
                        .isEqualTo(200);
            }
        }
    }
}
