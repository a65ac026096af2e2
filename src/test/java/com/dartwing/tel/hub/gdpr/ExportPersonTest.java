package com.dartwing.tel.hub.gdpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
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
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportPersonTest {

    private static final String NUMBER = "+14155550001";
    private static final Actor ADMIN = new Actor("admin", "127.0.0.1");
    private static final Object NOON = Sql.utc(Instant.parse("2026-11-27T12:00:00Z"));

    private final Tables tables = new Tables("export");
    private final Vault vault = mock(Vault.class);
    private final HealthAccess access = mock(HealthAccess.class);

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

        assertThat(export().at("/calls/0/transcriptions/0/content").asText()).isEqualTo("Call me back");
    }

    private JsonNode export() throws IOException {
        ExportPerson export = new ExportPerson(tables.jdbc, new PersonalData(), new HealthData(vault), access, vault);
        try (InputStream all = export.export(NUMBER, ADMIN)) {
            return Json.read(new String(all.readAllBytes(), StandardCharsets.UTF_8))
                    .path("message");
        }
    }

    private void receiveFax(boolean hipaa) {
        tables.jdbc.update(
                "INSERT INTO tel_fax (name, direction, status, from_number, to_number, resolution, created_at, modified_at,"
                        + " organization, hipaa_mode, context_json) VALUES ('FAX-2026-000001', 'Inbound', 'Received', ?,"
                        + " '+14155550002', 'fine', ?, ?, 'Acme', ?, 'sealed context')",
                NUMBER,
                NOON,
                NOON,
                hipaa);
        tables.jdbc.update(
                "INSERT INTO tel_fax_inbound (fax, state, source_url, available_until, text_content, modified_at)"
                        + " VALUES ('FAX-2026-000001', 'Told', '', ?, 'sealed text', ?)",
                NOON,
                NOON);
    }

    @Test
    void a_fax_with_health_data_is_shown_in_clear_and_that_is_kept() throws IOException {
        receiveFax(true);
        when(vault.open("Acme", "FAX-2026-000001.context_json", "sealed context"))
                .thenReturn("{}");
        when(vault.open("Acme", "FAX-2026-000001.text_content", "sealed text")).thenReturn("Your result");

        JsonNode fax = export().at("/faxes/0");

        assertThat(fax.path("context_json").asText()).isEqualTo("{}");
        assertThat(fax.at("/received/0/text_content").asText()).isEqualTo("Your result");
        verify(access).read(ADMIN, "TEL Fax/FAX-2026-000001", List.of("context_json", "text_content"), "GDPR export");
    }

    @Test
    void another_fax_is_shown_as_it_is() throws IOException {
        receiveFax(false);

        assertThat(export().at("/faxes/0/received/0/text_content").asText()).isEqualTo("sealed text");
        verifyNoInteractions(vault, access);
    }

    /** A row of the number in each table: whatever columns it has, they can be shown. */
    @Test
    void whatever_is_kept_about_a_person_can_be_shown() throws IOException {
        for (PersonalData.Table table : new PersonalData().tables()) {
            insert(table);
        }

        JsonNode told = export();

        for (PersonalData.Table table : new PersonalData().tables()) {
            assertThat(told.path(table.name())).as(table.name()).isNotEmpty();
        }
    }

    private void insert(PersonalData.Table table) {
        Map<String, Object> row = new LinkedHashMap<>();
        tables.jdbc.query(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = SCHEMA()"
                        + " AND LOWER(table_name) = ? AND is_nullable = 'NO' AND column_default IS NULL"
                        + " AND is_identity = 'NO'",
                column -> {
                    row.put(
                            column.getString(1).toLowerCase(Locale.ROOT),
                            some(column.getString(2).toUpperCase(Locale.ROOT)));
                },
                table.table());
        table.numbers().forEach(column -> row.put(column, NUMBER));
        tables.jdbc.update(
                "INSERT INTO " + table.table() + " (" + String.join(", ", row.keySet()) + ") VALUES ("
                        + Sql.marks(row.size()) + ")",
                row.values().toArray());
    }

    private static Object some(String type) {
        if (type.startsWith("CHARACTER")) {
            return "x";
        }
        if (type.startsWith("BINARY")) {
            return new byte[] {1};
        }
        if (type.startsWith("TIMESTAMP")) {
            return NOON;
        }
        return switch (type) {
            case "DATE" -> LocalDate.EPOCH;
            case "BOOLEAN" -> false;
            default -> 1;
        };
    }
}
