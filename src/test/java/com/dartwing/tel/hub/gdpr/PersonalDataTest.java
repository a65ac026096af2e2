package com.dartwing.tel.hub.gdpr;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.Tables;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What personal-data.yaml says is true of the tables, and misses none that holds a person's number. */
class PersonalDataTest {

    /** Columns that hold numbers of the hub, not of people. */
    private static final Set<String> OUR_OWN =
            Set.of("tel_did.phone_number", "tel_did.forward_to", "tel_sms_batch.from_number");

    private final Tables tables = new Tables("personal");
    private final PersonalData data = new PersonalData();

    PersonalDataTest() throws IOException {}

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void every_column_that_looks_like_a_number_is_erased_or_kept_for_a_reason() {
        Set<String> known = new HashSet<>(OUR_OWN);
        data.tables().forEach(table -> {
            table.numbers().forEach(column -> known.add(table.table() + "." + column));
            table.parts()
                    .forEach(part -> part.erase().keySet().forEach(column -> known.add(part.table() + "." + column)));
        });

        Set<String> found = new HashSet<>();
        tables.jdbc.query(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = SCHEMA()"
                        + " AND data_type LIKE 'CHARACTER%'",
                row -> {
                    String column = row.getString(2).toLowerCase(Locale.ROOT);
                    if (column.matches(
                            "(phone|from|to|caller|called|sender|recipient)(_number)?|phone_number|forward_to")) {
                        found.add(row.getString(1).toLowerCase(Locale.ROOT) + "." + column);
                    }
                });

        assertThat(known).containsAll(found);
    }

    @Test
    void every_table_and_column_that_it_names_exists() {
        assertThat(data.tables()).allSatisfy(table -> {
            tables.jdbc.queryForList(
                    "SELECT " + table.key() + ", " + String.join(", ", table.numbers()) + " FROM " + table.table());
            if (!table.erase().isEmpty()) {
                tables.jdbc.queryForList(
                        "SELECT " + String.join(", ", table.erase().keySet()) + " FROM " + table.table());
            }
            table.parts()
                    .forEach(part -> tables.jdbc.queryForList("SELECT " + part.link() + ", "
                            + String.join(", ", part.erase().keySet()) + " FROM " + part.table()));
        });
        assertThat(Collections.frequency(
                        data.tables().stream().map(PersonalData.Table::table).toList(), "tel_sms_message"))
                .isEqualTo(1);
    }
}
