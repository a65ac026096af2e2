package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class VoiceOnMariaDbIT extends VoiceScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }

    @Test
    void a_carrier_that_fell_silent_is_asked_before_its_call_is_closed() throws SQLException {
        Calls calls = new Calls(sandbox());
        String up = calls.talking("");
        String told = over(calls, "bandwidth");
        String measured = over(calls, "sinch");

        nothingIsHeardOf(up);
        nothingIsHeardOf(told);
        nothingIsHeardOf(measured);

        assertThat(calls.awaitStatus(told, "completed").path("hangup_cause").asText())
                .isEqualTo("hangup");
        JsonNode lasted = calls.awaitStatus(measured, "completed");
        assertThat(lasted.path("hangup_cause").asText()).isEqualTo("ANSWERED CALLEEHANGUP");
        assertThat(lasted.path("duration_seconds").asInt()).isEqualTo(7);
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(calls.commands(up))
                .extracting(asked -> asked.path("command").asText())
                .contains("status"));
        assertThat(calls.hangup(up).status()).isEqualTo(200);
        assertThat(calls.awaitStatus(up, "completed").path("hangup_cause").asText())
                .isEqualTo("normal_clearing");
    }

    /** A call whose end its carrier tells when it is asked. */
    private String over(Calls calls, String carrier) {
        sandbox().behave(carrier, "{\"operation\":\"call.status\",\"receipt_status\":\"completed\",\"count\":1}");
        String id = Calls.id(calls.make(Calls.callee(), ",\"preferred_carrier\":\"" + carrier + "\""));
        calls.awaitStatus(id, "in_progress");
        return id;
    }

    /** As if its longest duration had passed. */
    private void nothingIsHeardOf(String call) throws SQLException {
        MariaDbProcess database = sandbox().database();
        try (Connection storage =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var hurry = storage.prepareStatement(
                        "UPDATE tel_call SET watch_at = '2026-01-01 00:00:00' WHERE name = ?")) {
            hurry.setString(1, call);
            assertThat(hurry.executeUpdate()).isEqualTo(1);
        }
    }
}
