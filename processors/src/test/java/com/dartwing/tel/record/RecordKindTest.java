package com.dartwing.tel.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordKindTest {

    @ParameterizedTest
    @CsvSource({
        "SMS-2026-000001, sms.get_status?message_id=SMS-2026-000001",
        "CALL-2026-000001, voice.get_call?call_id=CALL-2026-000001",
        "FAX-2026-000001, fax.get_status?fax_id=FAX-2026-000001",
        "CONF-2026-000001, voice.get_conference?conference_id=CONF-2026-000001",
        "BATCH-2026-000001, sms.get_batch?batch_id=BATCH-2026-000001"
    })
    void an_id_says_by_which_call_its_record_is_read(String id, String call) {
        assertThat(RecordKind.of(id).whereItIsTold(id)).isEqualTo(call);
    }

    @Test
    void what_is_none_of_the_others_counts_as_a_message() {
        assertThat(RecordKind.of("TEST-0123456789abcdef")).isEqualTo(RecordKind.MESSAGE);
    }

    @ParameterizedTest
    @EnumSource
    void the_api_has_that_call(RecordKind kind) throws IOException {
        String call = kind.whereItIsTold("").split("\\?")[0];

        assertThat(Files.readString(Path.of(System.getProperty("hub.root"), "routes/openapi.yaml")))
                .contains("/api/method/dartwing_tel.api." + call + ":");
    }
}
