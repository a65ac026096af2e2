package com.dartwing.tel.hub.gdpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.hipaa.HealthAccess;
import com.dartwing.tel.hub.hipaa.HealthData;
import com.dartwing.tel.hub.vault.Vault;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportPersonTest {

    private static final Object NOON = Sql.utc(Instant.parse("2026-11-27T12:00:00Z"));

    private final Tables tables = new Tables("export");
    private final Vault vault = mock(Vault.class);

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void what_is_sealed_about_a_person_is_shown_in_clear() throws IOException {
        tables.jdbc.update(
                "INSERT INTO tel_call (name, direction, status, from_number, to_number, initiated_at, modified_at,"
                        + " timeout_seconds, max_duration_seconds, purpose, organization) VALUES ('CALL-2026-000001',"
                        + " 'Inbound', 'Completed', '+14155550001', '+14155550002', ?, ?, 60, 60, 'transactional', 'Acme')",
                NOON,
                NOON);
        tables.jdbc.update(
                "INSERT INTO tel_transcription (recording, call_name, state, content, created_at, modified_at)"
                        + " VALUES ('REC-2026-000001', 'CALL-2026-000001', 'Ready', 'sealed', ?, ?)",
                NOON,
                NOON);
        when(vault.open("Acme", "REC-2026-000001.content", "sealed")).thenReturn("Call me back");
        ExportPerson export = new ExportPerson(
                tables.jdbc, new PersonalData(), mock(HealthData.class), mock(HealthAccess.class), vault);

        try (InputStream all = export.export("+14155550001", new Actor("admin", "127.0.0.1"))) {
            JsonNode told = Json.read(new String(all.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(told.at("/message/calls/0/transcriptions/0/content").asText())
                    .isEqualTo("Call me back");
        }
    }
}
