package com.dartwing.tel.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.security.Role;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealedFieldsTest {

    private final RecordType messages = new RecordTypes().named("TEL SMS Message");

    SealedFieldsTest() throws IOException {}

    @Test
    void administrators_open_what_is_sealed_and_users_do_not() {
        assertThat(messages.allows('o', Set.of(Role.SYSTEM_MANAGER))).isTrue();
        assertThat(messages.allows('o', Set.of(Role.TEL_ADMIN))).isTrue();
        assertThat(messages.allows('o', Set.of(Role.TEL_USER))).isFalse();
        assertThat(messages.allows('r', Set.of(Role.TEL_USER))).isTrue();
    }

    @Test
    void the_audit_log_is_for_system_managers() throws IOException {
        RecordType audit = new RecordTypes().named("TEL Audit Log");

        assertThat(audit.allows('r', Set.of(Role.SYSTEM_MANAGER))).isTrue();
        assertThat(audit.allows('r', Set.of(Role.TEL_ADMIN, Role.TEL_USER))).isFalse();
        assertThat(audit.allows('w', Set.of(Role.SYSTEM_MANAGER))).isFalse();
        assertThat(audit.allows('d', Set.of(Role.SYSTEM_MANAGER))).isFalse();
    }

    @Test
    void what_was_opened_is_named_and_nothing_else() {
        Map<String, Object> record = new HashMap<>();
        record.put("hipaa_mode", true);
        record.put("body", "Hello");
        record.put("media_urls", null);
        record.put("to_number", "+14155551234");

        assertThat(SealedFields.of(messages, record)).containsExactly("body");
        record.put("hipaa_mode", false);
        assertThat(SealedFields.of(messages, record)).isEmpty();
    }

    @Test
    void what_says_whether_a_field_is_sealed_is_read_with_it() {
        assertThat(SealedFields.columns(java.util.List.of(messages.field("body", "fields"))))
                .containsExactly("body", "hipaa_mode");
    }
}
