package com.dartwing.tel.hub.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.TestKeys;
import com.dartwing.tel.numbers.Did;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DidTableTest {

    private final Tables tables = new Tables("dids");
    private final DidTable dids = new DidTable(tables.jdbc);

    @AfterEach
    void close() {
        tables.close();
    }

    private void did(String number, String key, String organization) {
        tables.jdbc.update(
                "INSERT INTO tel_did (phone_number, country_code, status, assigned_api_key, assigned_organization,"
                        + " created_at, modified_at) VALUES (?, 'US', 'Active', ?, ?, NOW(), NOW())",
                number,
                key,
                organization);
    }

    /** What {@code KEY-1} of the organisation Acme may send from. */
    private List<String> ofKey() {
        dids.snapshot().refresh();
        return dids.of(TestKeys.allowing("sms.send")).stream()
                .map(Did::phoneNumber)
                .toList();
    }

    @Test
    void a_key_without_numbers_sends_from_those_of_its_organisation_that_are_no_keys() {
        did("+14155550102", null, "Acme");
        did("+14155550103", "KEY-2", "Acme");
        did("+14155550104", null, "Sirius");
        did("+14155550105", null, null);
        assertThat(ofKey()).containsExactly("+14155550102");

        did("+14155550106", "KEY-1", "Acme");

        assertThat(ofKey()).containsExactly("+14155550106");
    }
}
