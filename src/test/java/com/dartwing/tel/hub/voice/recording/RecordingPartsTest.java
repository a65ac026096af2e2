package com.dartwing.tel.hub.voice.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class RecordingPartsTest {

    private static final String REC = "REC-2026-000001";
    private static final byte[] SOUND = new byte[2 * RecordingParts.SIZE + 1_000];

    private static final Tables TABLES = new Tables("parts");

    private final Vault vault = mock(Vault.class);
    private final Map<String, byte[]> store = new TreeMap<>();
    private boolean away;

    private final OutsideParts outside = new OutsideParts() {
        @Override
        public void put(String recording, int place, byte[] sealed) throws IOException {
            reach();
            store.put(recording + "/" + place, sealed);
        }

        @Override
        public byte[] get(String recording, int place) throws IOException {
            reach();
            return store.get(recording + "/" + place);
        }

        @Override
        public void delete(String recording, int place) throws IOException {
            reach();
            store.remove(recording + "/" + place);
        }

        private void reach() throws IOException {
            if (away) {
                throw new IOException("away");
            }
        }
    };

    @BeforeEach
    void aRecording() {
        new Random(7).nextBytes(SOUND);
        when(vault.sealBytes(any(), any(), any())).thenAnswer(call -> reversed(call.getArgument(2)));
        when(vault.openBytes(any(), any(), any())).thenAnswer(call -> reversed(call.getArgument(2)));
        TABLES.jdbc.update(
                "INSERT INTO tel_recording (name, call_name, api_key, organization, carrier, state, channels, format,"
                        + " created_at, modified_at) VALUES (?, 'CALL-2026-000001', 'k', 'Acme', 'acme', 'Ready',"
                        + " 'mono', 'mp3', ?, ?)",
                REC,
                Sql.utc(Instant.EPOCH),
                Sql.utc(Instant.EPOCH));
    }

    @AfterEach
    void empty() {
        TABLES.jdbc.update("DELETE FROM tel_recording_part");
        TABLES.jdbc.update("DELETE FROM tel_recording");
    }

    @AfterAll
    static void close() {
        TABLES.close();
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private RecordingParts parts(OutsideParts elsewhere) {
        return new RecordingParts(
                TABLES.jdbc, new TransactionTemplate(TABLES.transactions), vault, Optional.ofNullable(elsewhere));
    }

    private static byte[] read(RecordingParts parts, int from, int length) throws IOException {
        try (InputStream in = parts.open(REC, "Acme", from, length)) {
            return in.readAllBytes();
        }
    }

    private int rows() {
        return TABLES.jdbc.queryForObject("SELECT COUNT(*) FROM tel_recording_part", Integer.class);
    }

    @Test
    void a_stretch_of_what_lies_elsewhere_is_as_it_was_written() throws IOException {
        parts(outside).write(REC, "Acme", SOUND);

        assertThat(read(parts(outside), 0, SOUND.length)).isEqualTo(SOUND);
        assertThat(read(parts(outside), RecordingParts.SIZE - 10, 20))
                .isEqualTo(Arrays.copyOfRange(SOUND, RecordingParts.SIZE - 10, RecordingParts.SIZE + 10));
        assertThat(store).hasSize(3);
        assertThat(store.get(REC + "/2")).hasSize(1_000);
        assertThat(TABLES.jdbc.queryForList(
                        "SELECT DISTINCT OCTET_LENGTH(content) FROM tel_recording_part", Long.class))
                .containsExactly(0L);
    }

    @Test
    void what_lies_in_the_database_is_still_had_once_others_lie_elsewhere() throws IOException {
        parts(null).write(REC, "Acme", SOUND);

        assertThat(read(parts(outside), 5, 10)).isEqualTo(Arrays.copyOfRange(SOUND, 5, 15));
        assertThat(store).isEmpty();
    }

    @Test
    void a_try_that_broke_off_is_repeated_and_forgets_no_part() throws IOException {
        away = true;
        assertThatThrownBy(() -> parts(outside).write(REC, "Acme", SOUND)).isInstanceOf(IOException.class);
        assertThat(rows()).isEqualTo(3);

        away = false;
        parts(outside).write(REC, "Acme", SOUND);

        assertThat(read(parts(outside), 0, SOUND.length)).isEqualTo(SOUND);
    }

    @Test
    void what_is_over_is_swept_and_once_its_store_is_back() throws IOException {
        parts(outside).write(REC, "Acme", SOUND);
        parts(outside).delete(REC);
        TABLES.jdbc.update("UPDATE tel_recording SET state = 'Deleted'");

        away = true;
        parts(outside).sweep();
        assertThat(rows()).isEqualTo(3);
        away = false;
        parts(outside).sweep();

        assertThat(store).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void what_is_over_in_the_database_is_swept() throws IOException {
        parts(null).write(REC, "Acme", SOUND);
        parts(null).sweep();
        assertThat(rows()).isEqualTo(3);
        TABLES.jdbc.update("UPDATE tel_recording SET state = 'Deleted'");

        parts(null).sweep();

        assertThat(rows()).isZero();
    }
}
