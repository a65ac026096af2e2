package com.dartwing.tel.hub.voice.recording;

import com.dartwing.tel.hub.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sound of recordings: parts of one size, each sealed with the organisation's key for its own place. They are rows;
 * the content of one whose row has none lies elsewhere.
 */
@Component
class RecordingParts implements RecordingStore {

    /** Bytes of each part but the last. */
    static final int SIZE = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(RecordingParts.class);
    private static final int AT_ONCE = 500;
    private static final byte[] ELSEWHERE = {};

    private record Part(String recording, int place) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Vault vault;
    private final Optional<OutsideParts> outside;

    RecordingParts(JdbcTemplate jdbc, TransactionTemplate transaction, Vault vault, Optional<OutsideParts> outside) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.vault = vault;
        this.outside = outside;
    }

    @Override
    public void write(String recording, String organization, byte[] sound) throws IOException {
        int parts = (sound.length + SIZE - 1) / SIZE;
        if (outside.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                jdbc.update("DELETE FROM tel_recording_part WHERE name = ?", recording);
                for (int place = 0; place < parts; place++) {
                    insert(recording, place, sealed(recording, organization, sound, place));
                }
            });
            return;
        }
        // On record before they are written, so that none is forgotten there.
        transaction.executeWithoutResult(status -> {
            Set<Integer> known = new HashSet<>(
                    jdbc.queryForList("SELECT place FROM tel_recording_part WHERE name = ?", Integer.class, recording));
            for (int place = 0; place < parts; place++) {
                if (!known.contains(place)) {
                    insert(recording, place, ELSEWHERE);
                }
            }
        });
        for (int place = 0; place < parts; place++) {
            outside.get().put(recording, place, sealed(recording, organization, sound, place));
        }
    }

    private void insert(String recording, int place, byte[] content) {
        jdbc.update(
                "INSERT INTO tel_recording_part (name, place, content) VALUES (?, ?, ?)", recording, place, content);
    }

    private byte[] sealed(String recording, String organization, byte[] sound, int place) {
        byte[] part = Arrays.copyOfRange(sound, place * SIZE, Math.min(sound.length, (place + 1) * SIZE));
        return vault.sealBytes(organization, where(recording, place), part);
    }

    /** What lies elsewhere is swept within the minute. */
    @Override
    public void delete(String recording) {
        if (outside.isEmpty()) {
            jdbc.update("DELETE FROM tel_recording_part WHERE name = ?", recording);
        }
    }

    @Override
    public void sweep() {
        String gone = " FROM tel_recording_part WHERE name NOT IN"
                + " (SELECT name FROM tel_recording WHERE state IN ('Ready', 'Pending'))";
        if (outside.isEmpty()) {
            jdbc.update("DELETE" + gone);
            return;
        }
        List<Part> parts = jdbc.query(
                "SELECT name, place" + gone + " LIMIT " + AT_ONCE,
                (row, n) -> new Part(row.getString("name"), row.getInt("place")));
        for (Part part : parts) {
            try {
                outside.get().delete(part.recording(), part.place());
            } catch (IOException e) {
                LOG.warn("Recordings that are over are deleted later", e);
                return;
            }
            jdbc.update("DELETE FROM tel_recording_part WHERE name = ? AND place = ?", part.recording(), part.place());
        }
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
            if (sealed.length == 0) {
                sealed = outside.orElseThrow(() -> new IOException(recording + " lies in a store that is not there"))
                        .get(recording, place);
            }
            part = vault.openBytes(organization, where(recording, place), sealed);
            loaded = place;
        }
    }
}
