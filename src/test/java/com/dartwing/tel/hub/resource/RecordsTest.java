package com.dartwing.tel.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.crypto.MasterKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.WebhookSecrets;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.TableVersions;
import com.dartwing.tel.hub.hipaa.HealthAccess;
import com.dartwing.tel.hub.hipaa.HealthData;
import com.dartwing.tel.hub.routes.Housekeeping;
import com.dartwing.tel.hub.vault.Pseudonyms;
import com.dartwing.tel.hub.voice.recording.RecordingUrls;
import com.dartwing.tel.json.StrictJson;
import com.dartwing.tel.limits.Tiers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Records of every type on the real tables, in memory. */
class RecordsTest {

    private static final AuditLog.Actor TESTER = new AuditLog.Actor("tester", "192.0.2.7");
    private static final String NUMBER = "+14155550177";

    private final SingleConnectionDataSource database = new SingleConnectionDataSource(
            "jdbc:h2:mem:records;MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TIME ZONE=UTC",
            "sa",
            "",
            true);
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final List<Carrier> both = List.of(carrier("acme", "Acme"), carrier("zeta", "Zeta"));
    private final Carriers carriers = () -> both;
    private final Pseudonyms pseudonyms = mock(Pseudonyms.class);
    private RecordTypes types;
    private Records records;

    @BeforeEach
    void open() throws IOException {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .placeholders(Map.of("tableOptions", ""))
                .load()
                .migrate();
        types = new RecordTypes();
        records = new Records(
                jdbc,
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                types,
                new GivenColumns(jdbc, types, carriers),
                carriers,
                mock(Housekeeping.class),
                new TableVersions(jdbc),
                new AuditLog(jdbc, MasterKey.newHashingKey()::hash, Clock.systemUTC()),
                new Concealed(pseudonyms),
                new SealedFields(mock(HealthData.class), mock(RecordingUrls.class), carriers),
                mock(HealthAccess.class),
                mock(WebhookSecrets.class),
                Clock.systemUTC());
        create("Organization", "{\"name\":\"Sirius\"}");
        create(
                "TEL DID",
                "{\"phone_number\":\"" + NUMBER
                        + "\",\"country_code\":\"US\",\"carrier\":\"ACME\",\"assigned_organization\":\"Sirius\"}");
    }

    @Test
    void a_key_that_was_revoked_stays_so_and_takes_other_changes() {
        String key = (String) create("TEL API Key", "{\"module\":\"m\",\"organization\":\"Sirius\"}")
                .get("name");
        update("TEL API Key", key, "{\"status\":\"Suspended\"}");
        update("TEL API Key", key, "{\"status\":\"Revoked\"}");

        assertThatExceptionOfType(TelException.Conflict.class)
                .isThrownBy(() -> update("TEL API Key", key, "{\"status\":\"Active\"}"));
        assertThat(update("TEL API Key", key, "{\"status\":\"Revoked\",\"cost_center\":\"C\"}"))
                .containsEntry("cost_center", "C");
    }

    @Test
    void a_role_has_no_more_rights_on_any_type_than_the_specification_gives_it() {
        assertThat(types.all()).allSatisfy(type -> {
            assertThat(type.rights().keySet())
                    .as(type.label())
                    .isSubsetOf("System Manager", "Dartwing Tel Admin", "Dartwing Tel User");
            assertThat(type.rights().get("System Manager")).as(type.label()).contains("r");
            assertThat(type.rights().getOrDefault("Dartwing Tel Admin", ""))
                    .as(type.label())
                    .doesNotContain("d");
            assertThat(type.rights().getOrDefault("Dartwing Tel User", "r"))
                    .as(type.label())
                    .isEqualTo("r");
        });
    }

    @Test
    void the_tiers_of_a_key_are_those_that_there_are() {
        assertThat(types.named("TEL API Key").field("tier", "tier").options())
                .isEqualTo(Tiers.packaged().names());
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    private static Carrier carrier(String name, String title) {
        return new Carrier(
                name, title, null, 1, null, null, false, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    private Map<String, Object> create(String type, String json) {
        return records.create(types.named(type), new StrictJson(65_536).readTree(bytes(json)), TESTER);
    }

    private Map<String, Object> update(String type, String name, String json) {
        return records.update(types.named(type), name, new StrictJson(65_536).readTree(bytes(json)), TESTER);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private List<Map<String, Object>> list(String type, String filters, String orderBy) {
        Query query = Query.of(types.named(type), carriers, filters, "[\"*\"]", orderBy, null, null);
        return records.list(types.named(type), query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"carrier\":\"Acme\"}",
                "[[\"carrier\",\"like\",\"AC%\"]]",
                "[[\"name\",\"like\",\"+1415%\"],[\"number_type\",\"like\",\"Loc_l\"]]",
                "[[\"webhook_url\",\"!=\",\"x\"]]",
                "[[\"created_at\",\">\",\"2026-01-01\"]]",
                "[[\"created_at\",\">\",\"2026-01-01 10:00:00\"]]",
                "[[\"webhook_url\",\"not in\",[\"x\"]]]",
                "[[\"webhook_url\",\"not like\",\"x\"]]",
                "[[\"webhook_url\",\"is\",\"not set\"]]",
                "[[\"TEL DID\",\"sms_enabled\",\"=\",1]]",
                "{\"status\":[\"in\",[\"Pending\",\"Active\"]]}",
            })
    void filters_find(String filters) {
        assertThat(list("TEL DID", filters, null)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"country_code\",\"like\",\"U\\\\\"]]",
                "[[\"number_type\",\"like\",\"Loc\\\\_l\"]]",
                "[[\"name\",\"=\",\"' OR '1'='1\"]]",
                "[[\"number_type\",\"like\",\"!\"]]",
            })
    void hostile_values_find_nothing(String filters) {
        assertThat(list("TEL DID", filters, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "\"x\"",
                "[[\"monthly_cost\",\">\",1e400]]",
                "[[\"monthly_cost\",\">\",\"1\"]]",
                "{\"webhook_url\":null}",
                "[[\"TEL SMS Message\",\"name\",\"=\",\"x\"]]",
                "[[\"1=1 OR name\",\"=\",\"x\"]]",
                "[[\"name\",\"regexp\",\"x\"]]",
                "[] []",
            })
    void filters_that_mean_nothing_are_refused(String filters) {
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() -> list("TEL DID", filters, null))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("filters"));
    }

    /** Whatever kind of number: a database that cannot read one fails. */
    @Test
    void a_number_is_compared_with_numbers_alone() {
        types.all().forEach(type -> type.shown().stream()
                .filter(field -> field.type().name().matches("Int|Count|Percent|Currency"))
                .forEach(field -> assertThatExceptionOfType(TelException.InvalidRequest.class)
                        .as(type.label() + " " + field.name())
                        .isThrownBy(() -> list(type.label(), "{\"" + field.name() + "\":\"x\"}", null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "name desc, 1", "name; DROP TABLE tel_did", "name sideways", "name,"})
    void orders_that_mean_nothing_are_refused(String orderBy) {
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() -> list("TEL DID", null, orderBy))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("order_by"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Organization | {\"name\":\"a/b\"} | name",
                "Organization | {\"name\":\"a \"} | name",
                "Organization | {\"name\":\"..\"} | name",
                "Organization | {\"name\":\"z\",\"default_timezone\":\"+02:00\"} | default_timezone",
                "Organization | {\"name\":\"z\",\"logo\":\"PHN2Zy8+\"} | logo",
                "TEL API Key | {\"module\":\"m\",\"organization\":\"Nobody\"} | organization",
                "TEL API Key | {\"module\":\"m\",\"organization\":\"Sirius\",\"ip_whitelist\":[5]} | ip_whitelist",
                "TEL API Key | {\"module\":\"m\",\"organization\":\"Sirius\",\"ip_whitelist\":[\"bad.cafe\"]} |"
                        + " ip_whitelist",
                "TEL API Key | {\"module\":\"m\",\"organization\":\"Sirius\",\"key_hash\":\"0\"} | key_hash",
            })
    void wrong_fields_are_named(String type, String json, String field) {
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() -> create(type, json))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void what_has_a_value_from_the_start_cannot_lose_it() {
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() -> update("TEL DID", NUMBER, "{\"status\":null}"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEL SMS Message", "TEL Call", "TEL Fax", "TEL CDR", "TEL Audit Log"})
    void the_newest_of_what_grows_without_end_are_found_without_sorting_all(String label) {
        RecordType type = types.named(label);
        Query query = Query.of(type, carriers, null, null, null, null, null);

        String plan = jdbc.queryForObject(
                "EXPLAIN SELECT * FROM " + type.table() + query.where() + " ORDER BY " + query.orderBy() + " LIMIT 20",
                String.class);

        assertThat(plan).contains("index sorted");
    }

    @Test
    void every_carrier_has_its_switches_under_its_title() {
        assertThat(list("TEL Carrier Config", null, "carrier"))
                .extracting(row -> row.get("name"))
                .containsExactly("Acme", "Zeta");
        assertThat(update("TEL Carrier Config", "Zeta", "{\"weight\":0}")).containsEntry("weight", 0);
    }

    @Test
    void records_of_every_type_can_be_listed() {
        assertThat(types.all())
                .allSatisfy(type -> assertThat(list(type.label(), null, null)).isNotNull());
    }

    @Test
    void a_recording_is_told_in_the_words_of_its_type() {
        recording("REC-1", "Recording", false);
        recording("REC-2", "Pending", false);
        recording("REC-3", "Ready", true);
        recording("REC-4", "Lost", false);
        recording("REC-5", "Deleted", false);
        jdbc.update("INSERT INTO tel_conference (name, title, status, carrier, max_participants, recording, api_key,"
                + " created_at, modified_at) VALUES ('CONF-1', 't', 'Ended', 'acme', 9, 'REC-4', 'k', NOW(6), NOW(6))");
        jdbc.update("INSERT INTO tel_conference_call (conference, call_name, place, turn, state)"
                + " VALUES ('CONF-1', 'CALL-REC-4', 1, 1, 'Left')");

        assertThat(list("TEL Recording", null, "name"))
                .extracting(row -> row.get("status"), row -> row.get("recording_type"), row -> row.get("conference"))
                .containsExactly(
                        tuple("Recording", "Call", null),
                        tuple("Processing", "Call", null),
                        tuple("Completed", "Voicemail", null),
                        tuple("Failed", "Conference", "CONF-1"),
                        tuple("Deleted", "Call", null));
    }

    private void recording(String name, String state, boolean voicemail) {
        jdbc.update(
                "INSERT INTO tel_call (name, direction, status, from_number, to_number, initiated_at, modified_at,"
                        + " timeout_seconds, max_duration_seconds, purpose) VALUES (?, 'Outbound', 'Completed', '+1', '+2',"
                        + " NOW(6), NOW(6), 60, 60, 'transactional')",
                "CALL-" + name);
        jdbc.update(
                "INSERT INTO tel_recording (name, call_name, api_key, organization, carrier, state, channels, format,"
                        + " voicemail, created_at, modified_at) VALUES (?, ?, 'k', 'Sirius', 'acme', ?, 'mono', 'mp3', ?,"
                        + " NOW(6), NOW(6))",
                name,
                "CALL-" + name,
                state,
                voicemail);
    }

    @Test
    void a_prefix_may_be_written_as_the_beginning_of_a_number() {
        assertThat(create(
                        "TEL Route Rule",
                        "{\"name\":\"R\",\"prefix\":\"+49\",\"action\":\"prefer\",\"carrier\":\"Acme\"}"))
                .containsEntry("prefix", "49");
    }

    @Test
    void a_record_that_others_point_to_stays() {
        assertThatExceptionOfType(TelException.Conflict.class)
                .isThrownBy(() -> records.delete(types.named("Organization"), "Sirius", TESTER));
    }

    @Test
    void a_change_leaves_who_and_what_and_no_secret() {
        update("TEL DID", NUMBER, "{\"status\":\"Active\",\"carrier\":\"Acme\"}");
        create(
                "TEL API Key",
                "{\"module\":\"m\",\"organization\":\"Sirius\",\"ip_whitelist\":[\"10.0.0.0/8\",\"::1\"]}");

        assertThat(jdbc.queryForMap("SELECT actor, record_id FROM tel_audit_log WHERE action = 'resource.update'"))
                .containsEntry("actor", "tester")
                .containsEntry("record_id", "TEL DID/" + NUMBER);
        assertThat(jdbc.queryForObject(
                        "SELECT detail FROM tel_audit_log WHERE action = 'resource.update'", String.class))
                .contains("Pending", "Active")
                .doesNotContain("carrier");
        assertThat(jdbc.queryForList("SELECT detail FROM tel_audit_log", String.class))
                .noneMatch(detail -> detail.contains("whsec_") || detail.contains("key_hash"));
    }

    @Test
    void the_audit_log_keeps_a_keyed_hash_of_a_persons_number() {
        String person = "+14155550188";
        when(pseudonyms.hashed(person)).thenReturn("hashed-0123456789ab");
        when(pseudonyms.hashed("by phone, Ann")).thenReturn("hashed-ba9876543210");

        create("TEL DNC Entry", "{\"phone_number\":\"" + person + "\",\"organization\":\"Sirius\"}");
        update("TEL DNC Entry", person + "@Sirius", "{\"enabled\":false}");
        records.delete(types.named("TEL DNC Entry"), person + "@Sirius", TESTER);
        create(
                "TEL Consent Record",
                "{\"phone_number\":\"" + person
                        + "\",\"organization\":\"Sirius\",\"status\":\"Given\",\"proof\":\"by phone, Ann\"}");

        List<String> lines = jdbc.queryForList(
                "SELECT CONCAT(record_id, ' ', reference_name, ' ', detail) FROM tel_audit_log", String.class);
        assertThat(lines)
                .noneMatch(line -> line.contains(person) || line.contains("Ann"))
                .filteredOn(
                        line -> line.startsWith("TEL DNC Entry/hashed-0123456789ab@Sirius hashed-0123456789ab@Sirius"))
                .hasSize(3);
    }
}
