package com.dartwing.tel.hub.event;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.UtcTime;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Headers;
import org.apache.camel.component.springrabbit.SpringRabbitMQConstants;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Events that a consumer could not settle. They leave {@code tel.dead} for a table, where operators look through them;
 * the event itself stays in the outbox, so that nothing about a person is kept twice.
 */
@Component("deadLetters")
public class DeadLetters {

    private static final long CONFIRMED_WITHIN_MILLIS = 10_000;

    /** RabbitMQ's own note, on a message that it laid aside itself: its consumer had died of it again and again. */
    private static final String FIRST_DEATH = "x-first-death-queue";

    private final JdbcTemplate jdbc;
    private final RabbitTemplate broker;
    private final Clock clock;

    DeadLetters(JdbcTemplate jdbc, RabbitTemplate broker, Clock clock) {
        this.jdbc = jdbc;
        this.broker = broker;
        this.clock = clock;
    }

    /** Keeps what came into {@code tel.dead}; the same one again changes nothing but when and why. */
    public void keep(@Headers Map<String, Object> headers) {
        String queue = text(headers, UnsettledEvents.QUEUE);
        String error = text(headers, UnsettledEvents.ERROR);
        if (queue == null) {
            queue = String.valueOf(text(headers, FIRST_DEATH));
            error = "its consumer gave it back, or died of it, too often";
        }
        String id = String.valueOf(text(headers, SpringRabbitMQConstants.MESSAGE_ID));
        String name = id + "@" + queue;
        jdbc.update("DELETE FROM tel_dead_letter WHERE name = ?", name);
        jdbc.update(
                "INSERT INTO tel_dead_letter (name, queue, event_id, event, record_id, error, died_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                name,
                queue,
                id,
                text(headers, SpringRabbitMQConstants.TYPE),
                text(headers, EventMessages.RECORD),
                error,
                Sql.utc(clock.instant()));
    }

    private static String text(Map<String, Object> headers, String name) {
        Object value = headers.get(name);
        return value == null ? null : value.toString();
    }

    /**
     * Dead letters in the order of their names.
     *
     * @param queue only this queue's; null for all
     * @param after the name of the last one on the page before; null for the first page
     */
    List<Map<String, Object>> list(String queue, String after, int limit) {
        return jdbc.query(
                "SELECT name, queue, event_id, event, record_id, error, died_at FROM tel_dead_letter"
                        + " WHERE (? IS NULL OR queue = ?) AND name > ? ORDER BY name LIMIT ?",
                (row, number) -> {
                    Map<String, Object> letter = new LinkedHashMap<>();
                    for (String field : List.of("name", "queue", "event_id", "event", "record_id", "error")) {
                        letter.put(field, row.getString(field));
                    }
                    Instant at = Sql.instant(row, "died_at");
                    letter.put("died_at", UtcTime.write(at));
                    return letter;
                },
                queue,
                queue,
                after == null ? "" : after,
                limit);
    }

    long count() {
        return jdbc.queryForObject("SELECT COUNT(*) FROM tel_dead_letter", Long.class);
    }

    /**
     * Puts the event into its queue again; it stays a dead letter until it is discarded.
     *
     * @throws TelException.NotFound when there is no such dead letter
     * @throws TelException.Conflict when the event itself is not kept any more
     */
    void repush(String name) {
        Map<String, Object> letter = find(name);
        TelEvent event = jdbc
                .query(
                        "SELECT name, event, record_id, sequence, api_key, target_url, created_at, payload"
                                + " FROM tel_event WHERE name = ?",
                        OutboxRows.EVENT,
                        letter.get("event_id"))
                .stream()
                .findFirst()
                .orElseThrow(() -> new TelException.Conflict("The event is not kept any more"));
        MessageBuilder message = MessageBuilder.withBody(EventMessages.body(event));
        EventMessages.properties(event).getHeaders().forEach(message::setHeader);
        message.setMessageId(event.id())
                .setType(event.event())
                .setContentType("application/json")
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT);
        broker.invoke(operations -> {
            operations.send("", String.valueOf(letter.get("queue")), message.build());
            operations.waitForConfirmsOrDie(CONFIRMED_WITHIN_MILLIS);
            return null;
        });
    }

    /**
     * Forgets it.
     *
     * @throws TelException.NotFound when there is no such dead letter
     */
    void discard(String name) {
        if (jdbc.update("DELETE FROM tel_dead_letter WHERE name = ?", name) == 0) {
            throw new TelException.NotFound("There is no dead letter of this name");
        }
    }

    private Map<String, Object> find(String name) {
        return jdbc.queryForList("SELECT queue, event_id FROM tel_dead_letter WHERE name = ?", name).stream()
                .findFirst()
                .orElseThrow(() -> new TelException.NotFound("There is no dead letter of this name"));
    }
}
