package com.dartwing.tel.hub.voice.recording;

import com.dartwing.tel.hub.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The sound of recordings: parts of one size, each sealed with the organisation's key for its own place. */
@Component
class RecordingParts implements RecordingStore {

    /** Bytes of each part but the last. */
    static final int SIZE = 1 << 20;

    private final JdbcTemplate jdbc;
    private final Vault vault;

    RecordingParts(JdbcTemplate jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public void write(String recording, String organization, byte[] sound) {
        delete(recording);
        for (int place = 0; (long) place * SIZE < sound.length; place++) {
            byte[] part = Arrays.copyOfRange(sound, place * SIZE, Math.min(sound.length, (place + 1) * SIZE));
            jdbc.update(
                    "INSERT INTO tel_recording_part (name, place, content) VALUES (?, ?, ?)",
                    recording,
                    place,
                    vault.sealBytes(organization, where(recording, place), part));
        }
    }

    @Override
    public void delete(String recording) {
        jdbc.update("DELETE FROM tel_recording_part WHERE name = ?", recording);
    }

    @Override
    public void sweep() {
        jdbc.update("DELETE FROM tel_recording_part WHERE name NOT IN"
                + " (SELECT name FROM tel_recording WHERE state IN ('Ready', 'Pending'))");
    }

    /** Opens part by part as it is read. */
    @Override
    public InputStream open(String recording, String organization, int from, int length) {
        return new Stretch(recording, organization, from, length);
    }

    private static String where(String recording, int place) {
        return recording + "/" + place;
    }

    private final class Stretch extends InputStream {

        private final String recording;
        private final String organization;
        private int next;
        private int left;
        private int loaded = -1;
        private byte[] part;

        private Stretch(String recording, String organization, int from, int length) {
            this.recording = recording;
            this.organization = organization;
            this.next = from;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            load(next / SIZE);
            int at = next % SIZE;
            int count = Math.min(Math.min(length, left), part.length - at);
            System.arraycopy(part, at, into, offset, count);
            next += count;
            left -= count;
            return count;
        }

        private void load(int place) throws IOException {
            if (loaded == place) {
                return;
            }
            byte[] sealed = jdbc
                    .queryForList(
                            "SELECT content FROM tel_recording_part WHERE name = ? AND place = ?",
                            byte[].class,
                            recording,
                            place)
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new IOException("part " + place + " of " + recording + " is gone"));
            part = vault.openBytes(organization, where(recording, place), sealed);
            loaded = place;
        }
    }
}
