package com.dartwing.tel.hub.batch;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.sms.BatchRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A batch as its owner sees it. */
@Component
public class BatchView {

    private final JdbcTemplate jdbc;
    private final BatchRows rows;

    public BatchView(JdbcTemplate jdbc, BatchRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * A batch's state, counted now.
     *
     * @throws TelException.NotFound when the caller has no such batch
     */
    public Map<String, Object> state(String id, ApiKey caller) {
        SmsBatch batch =
                rows.find("name = ? AND api_key = ?", id, caller.name()).orElseThrow(BatchView::unknown);
        BatchCounts counts = rows.count(batch);
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("batch_id", batch.id());
        state.put("batch_name", batch.request().batchName());
        state.put("status", batch.status().answer());
        state.put("total_recipients", batch.total());
        state.put("sent_count", counts.sent());
        state.put("delivered_count", counts.delivered());
        state.put("failed_count", counts.failed());
        state.put("held_count", counts.held());
        state.put("canceled_count", counts.canceled());
        state.put("queued_count", counts.queued());
        state.put("messages_per_second", batch.request().messagesPerSecond());
        state.put("scheduled_for", UtcTime.write(batch.request().scheduledFor()));
        state.put("created_at", UtcTime.write(batch.createdAt()));
        state.put("started_at", UtcTime.write(batch.startedAt()));
        state.put("completed_at", UtcTime.write(batch.completedAt()));
        return state;
    }

    static TelException unknown() {
        return new TelException.NotFound("There is no batch of this id");
    }

    /** Where a page of failures begins: after a bad recipient's place, or after a failed message's name. */
    private sealed interface Cursor {

        record Recipient(int position) implements Cursor {}

        record Message(String name) implements Cursor {}

        static Cursor of(String text) {
            if (text == null || text.isBlank()) {
                return new Recipient(-1);
            }
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
                if (plain.matches("r\\d{1,6}")) {
                    return new Recipient(Integer.parseInt(plain.substring(1)));
                }
                if (plain.startsWith("mSMS-")) {
                    return new Message(plain.substring(1));
                }
            } catch (IllegalArgumentException notOurs) {
                // Told below.
            }
            throw new TelException.InvalidRequest("cursor is none that the hub has given", "cursor");
        }

        default String text() {
            String plain =
                    this instanceof Recipient recipient ? "r" + recipient.position() : "m" + ((Message) this).name();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private record Failure(Cursor place, Map<String, Object> told) {}

    /** A page of failures: first the recipients that never became a message, then the messages that failed. */
    public Map<String, Object> failures(String id, String cursor, int limit) {
        Cursor from = Cursor.of(cursor);
        List<Failure> found = new ArrayList<>();
        if (from instanceof Cursor.Recipient recipient) {
            found.addAll(recipients(id, recipient.position(), limit + 1));
        }
        if (found.size() <= limit) {
            String after = from instanceof Cursor.Message message ? message.name() : "";
            found.addAll(messages(id, after, limit + 1 - found.size()));
        }
        boolean more = found.size() > limit;
        List<Failure> page = more ? found.subList(0, limit) : found;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("failures", page.stream().map(Failure::told).toList());
        answer.put("next_cursor", more ? page.get(limit - 1).place().text() : null);
        return answer;
    }

    private List<Failure> recipients(String id, int after, int most) {
        return jdbc.query(
                "SELECT name, to_number, error_code, error_message FROM tel_sms_batch_failure"
                        + " WHERE name >= ? AND name < ? ORDER BY name LIMIT ?",
                (row, n) -> new Failure(
                        new Cursor.Recipient(Integer.parseInt(row.getString(1).substring(id.length() + 1))),
                        failure(row.getString(2), null, row.getString(3), row.getString(4))),
                BatchRows.name(id, after + 1),
                BatchRows.name(id, BatchRequest.MOST_RECIPIENTS),
                most);
    }

    private List<Failure> messages(String id, String after, int most) {
        return jdbc.query(
                "SELECT name, to_number, error_code, error_message FROM tel_sms_message"
                        + " WHERE batch = ? AND status IN ('Failed', 'Undelivered') AND name > ? ORDER BY name LIMIT ?",
                (row, n) -> new Failure(
                        new Cursor.Message(row.getString(1)),
                        failure(row.getString(2), row.getString(1), row.getString(3), row.getString(4))),
                id,
                after,
                most);
    }

    private static Map<String, Object> failure(String to, String message, String code, String why) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("to", to);
        failure.put("message_id", message);
        failure.put("error_code", code);
        failure.put("error_message", why);
        return failure;
    }
}
