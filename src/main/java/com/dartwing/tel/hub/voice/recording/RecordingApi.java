package com.dartwing.tel.hub.voice.recording;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.hub.rest.Attachment;
import com.dartwing.tel.hub.voice.transcription.Transcriptions;
import com.dartwing.tel.json.Required;
import com.dartwing.tel.json.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What callers do with recordings: ask for them, listen, delete; each is a line of the audit log. */
@Component("recordingApi")
public class RecordingApi {

    private record Deletion(@Required String recordingId) {}

    private record Sound(String name, String organization, int size, String ending) {}

    private final JdbcTemplate jdbc;
    private final RecordingUrls urls;
    private final Transcriptions transcriptions;
    private final RecordingStore store;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final ApiEdge api;
    private final Clock clock;

    RecordingApi(
            JdbcTemplate jdbc,
            RecordingUrls urls,
            Transcriptions transcriptions,
            RecordingStore store,
            AuditLog audit,
            TransactionTemplate transaction,
            ApiEdge api,
            Clock clock) {
        this.jdbc = jdbc;
        this.urls = urls;
        this.transcriptions = transcriptions;
        this.store = store;
        this.audit = audit;
        this.transaction = transaction;
        this.api = api;
        this.clock = clock;
    }

    /** Answers {@code get_recording}, with a URL that holds for a while. */
    public void status(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "recording_id");
        Map<String, Object> told = jdbc
                .query(
                        "SELECT * FROM tel_recording WHERE name = ? AND api_key = ?",
                        (row, n) -> told(row),
                        id,
                        caller.name())
                .stream()
                .findFirst()
                .orElseThrow(() -> absent(id));
        if (told.get("recording_url") != null) {
            note(ApiEdge.actor(exchange), "recording.url_given", id, Map.of());
        }
        transcriptions.find(id).ifPresent(transcription -> {
            told.put("transcription", transcription.told());
            if (transcription.text() != null) {
                note(ApiEdge.actor(exchange), "recording.transcription_read", id, Map.of());
            }
        });
        api.answer(exchange, 200, told);
    }

    private Map<String, Object> told(ResultSet row) throws SQLException {
        boolean ready = row.getString("state").equals("Ready");
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("recording_id", row.getString("name"));
        told.put("call_id", row.getString("call_name"));
        told.put("status", row.getString("state").toLowerCase(Locale.ROOT));
        told.put("channels", row.getString("channels"));
        told.put("format", row.getString("format"));
        told.put("duration", row.getObject("duration_seconds"));
        told.put("size_bytes", row.getObject("size_bytes"));
        told.put("created_at", UtcTime.write(Sql.instant(row, "created_at")));
        told.put("recording_url", ready ? urls.of(row.getString("name")) : null);
        return told;
    }

    /** Obeys {@code delete_recording}. */
    public void delete(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.read(exchange, Deletion.class).recordingId();
        transaction.executeWithoutResult(status -> {
            int deleted = jdbc.update(
                    "UPDATE tel_recording SET state = 'Deleted', source_url = NULL, next_attempt_at = NULL,"
                            + " modified_at = ? WHERE name = ? AND api_key = ?",
                    Sql.utc(clock.instant()),
                    id,
                    caller.name());
            if (deleted == 0) {
                throw absent(id);
            }
            store.delete(id);
            transcriptions.delete(id);
            audit.add(ApiEdge.actor(exchange), "recording.deleted", id, Map.of());
        });
        api.answer(exchange, 200, Map.of("recording_id", id, "status", "deleted"));
    }

    /**
     * Serves a recording, or the stretch that a {@code Range} header asks for (RFC 9110, section 14).
     *
     * @throws TelException.NotFound for a URL that is not signed by us or has expired, and a recording that is not there
     */
    public void serve(Exchange exchange, @Header("recording") String name, @Header("Range") String range) {
        if (!urls.holds(name, api.parameter(exchange, "expires"), api.parameter(exchange, "signature"))) {
            throw absent(name);
        }
        Sound sound = jdbc
                .query(
                        "SELECT * FROM tel_recording WHERE name = ? AND state = 'Ready'",
                        (row, n) -> new Sound(
                                row.getString("name"),
                                row.getString("organization"),
                                row.getInt("size_bytes"),
                                row.getString("format")),
                        name)
                .stream()
                .findFirst()
                .orElseThrow(() -> absent(name));
        ByteRange asked = ByteRange.of(range, sound.size());
        note(
                new AuditLog.Actor("signed-url", ApiEdge.request(exchange).getRemoteAddr()),
                "recording.read",
                name,
                Map.of("bytes", asked.toString()));
        Attachment.answer(
                exchange,
                sound.ending().equals("wav") ? "audio/wav" : "audio/mpeg",
                name + "." + sound.ending(),
                "private, no-store",
                store.open(name, sound.organization(), asked.from(), asked.length()));
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, asked.status());
        exchange.getMessage().setHeader("Accept-Ranges", "bytes");
        if (asked.contentRange() != null) {
            exchange.getMessage().setHeader("Content-Range", asked.contentRange());
        }
    }

    private void note(AuditLog.Actor actor, String action, String recording, Map<String, Object> detail) {
        transaction.executeWithoutResult(status -> audit.add(actor, action, recording, detail));
    }

    private static TelException absent(String id) {
        return new TelException.NotFound("There is no such recording, or its URL has expired: " + Sql.cut(id, 40));
    }
}
