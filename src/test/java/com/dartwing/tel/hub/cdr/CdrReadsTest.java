package com.dartwing.tel.hub.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.Explaining;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions about many records go through few of them. */
class CdrReadsTest {

    private static final Instant FIRST = Instant.parse("2026-03-06T00:00:00Z");
    private static final int RECORDS = 2_000;
    private static final int PAGE = 20;

    private final Tables tables = new Tables("cdr-reads");
    private final Explaining jdbc = new Explaining(tables);
    private final CdrView view = new CdrView(jdbc, List::of);

    @BeforeEach
    void fill() {
        List<Object[]> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            Object at = Sql.utc(FIRST.plusSeconds(i));
            records.add(new Object[] {
                "SMS-2026-%06d".formatted(i),
                at,
                "+1415555%04d".formatted(i % 100),
                i % 4 == 0 ? "Failed" : "Delivered",
                at,
                at
            });
        }
        tables.jdbc.batchUpdate(
                "INSERT INTO tel_cdr (record_id, initiated_at, cdr_type, direction, from_number, to_number, status, organization,"
                        + " attempts, created_at, modified_at) VALUES (?, ?, 'SMS', 'Outbound', '+14155550100', ?, ?, 'Acme', '[]', ?, ?)",
                records);
        tables.jdbc.execute("ANALYZE");
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private static CdrFilter filter(Map<String, String> equal) {
        return new CdrFilter("Acme", FIRST.plusSeconds(1), null, equal);
    }

    @Test
    void the_newest_are_found_without_sorting_all() {
        CdrView.Page page = view.page(filter(Map.of()), null, PAGE);

        assertThat(page.records()).hasSize(PAGE).first().extracting("record_id").isEqualTo("SMS-2026-001999");
        assertThat(jdbc.mostScanned()).isBetween(1, 2 * PAGE + 2);
    }

    @Test
    void the_next_page_begins_where_the_last_ended() {
        CdrCursor middle = new CdrCursor(FIRST.plusSeconds(1_000), "SMS-2026-001000");

        CdrView.Page page = view.page(filter(Map.of()), middle, PAGE);

        assertThat(page.records()).first().extracting("record_id").isEqualTo("SMS-2026-000999");
        assertThat(jdbc.mostScanned()).isBetween(1, 2 * PAGE + 4);
    }

    @ParameterizedTest
    @CsvSource({"status, Failed, SMS-2026-001996", "to_number, +14155550007, SMS-2026-001907"})
    void those_of_a_kind_too(String column, String value, String newest) {
        CdrView.Page page = view.page(filter(Map.of(column, value)), null, PAGE);

        assertThat(page.records()).first().extracting("record_id").isEqualTo(newest);
        assertThat(jdbc.mostScanned()).isBetween(1, 2 * PAGE + 2);
    }

    @Test
    void whether_the_index_has_all_is_known_without_looking_at_what_it_has() {
        CdrIndexRows rows = new CdrIndexRows(jdbc);
        assertThat(rows.isComplete(filter(Map.of()))).isTrue();
        assertThat(jdbc.mostScanned()).isLessThanOrEqualTo(2);

        tables.jdbc.update("UPDATE tel_cdr SET index_state = 'Due' WHERE record_id = 'SMS-2026-000700'");
        assertThat(rows.isComplete(filter(Map.of()))).isFalse();
        assertThat(rows.isComplete(new CdrFilter("Other", null, null, Map.of())))
                .isTrue();
        assertThat(jdbc.mostScanned()).isLessThanOrEqualTo(4);
    }
}
