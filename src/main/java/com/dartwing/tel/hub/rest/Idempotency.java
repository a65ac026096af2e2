package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.fax.FaxView;
import com.dartwing.tel.hub.sms.SmsView;
import com.dartwing.tel.hub.voice.CallView;
import com.dartwing.tel.hub.voice.conference.ConferenceView;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.record.RecordKind;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers a repeated request as it was answered the first time. A key is kept 24 hours, in the scope of its caller; the
 * same key with a body that says something else, or while the first request is still under way, is a conflict.
 */
@Component
public class Idempotency {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration COME_BACK = Duration.ofSeconds(1);
    private static final String BIND = "smpp";

    private record Earlier(String bodyHash, String recordId, Integer status, String answer, Instant at) {}

    private record Answer(String apiKey, String key, int status, String body) {}

    private final JdbcTemplate jdbc;
    private final SmsView messages;
    private final CallView calls;
    private final FaxView faxes;
    private final ConferenceView conferences;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final GroupCommit<Answer, Boolean> writer;

    public Idempotency(
            JdbcTemplate jdbc,
            SmsView messages,
            CallView calls,
            FaxView faxes,
            ConferenceView conferences,
            Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.calls = calls;
        this.faxes = faxes;
        this.conferences = conferences;
        this.clock = clock;
        this.writer = new GroupCommit<>("answer", transaction, this::write, group -> Map.of());
    }

    /** Claims a caller's key, or sets the first answer as the exchange's {@code replay}. */
    void claim(Exchange exchange, ApiKey caller, String key, String bodyHash) {
        claim(exchange, caller, key, bodyHash, record -> false);
    }

    /**
     * The same for what may come by another door too.
     *
     * @param isSame whether the request says what a record of the other door says
     */
    void claim(Exchange exchange, ApiKey caller, String key, String bodyHash, Predicate<String> isSame) {
        boolean alone = hold(exchange, caller, key);
        Earlier earlier = find(caller.name(), key);
        // An exchange ends after its caller has the answer, who may repeat the request by then.
        if (!alone && (earlier == null || earlier.answer() == null || isOver(earlier))) {
            throw TelException.Conflict.twinInFlight(COME_BACK);
        }
        if (earlier == null) {
            return;
        }
        if (isOver(earlier)) {
            forget(caller, key);
            return;
        }
        requireSame(earlier, bodyHash, isSame);
        exchange.setProperty("replay", true);
        if (earlier.answer() != null) {
            exchange.setProperty("replayStatus", earlier.status());
            exchange.setProperty("replayBody", earlier.answer());
        } else if (RecordKind.of(earlier.recordId()) == RecordKind.MESSAGE && messages.isUnderWay(earlier.recordId())) {
            throw TelException.Conflict.twinInFlight(COME_BACK);
        } else {
            // The hub stopped between accepting and answering: the record tells what became of it.
            exchange.setProperty("replayStatus", 200);
            exchange.setProperty(
                    "replayBody", Json.write(Map.of("message", state(exchange, caller, earlier.recordId()))));
        }
    }

    private Map<String, Object> state(Exchange exchange, ApiKey caller, String recordId) {
        return switch (RecordKind.of(recordId)) {
            case CALL -> calls.of(recordId, caller);
            case FAX -> faxes.of(recordId, caller);
            case CONFERENCE -> conferences.of(recordId, caller);
            default -> messages.status(recordId, caller, ApiEdge.actor(exchange));
        };
    }

    /**
     * The same for a door that answers with nothing but the record's id.
     *
     * @param bodyHash made by {@link #ofBind}
     * @param isSame whether the request says what a record of the other door says
     * @return the id that the first request was answered with; empty when this is the first
     */
    public Optional<String> claimId(
            Exchange exchange, ApiKey caller, String key, String bodyHash, Predicate<String> isSame) {
        boolean alone = hold(exchange, caller, key);
        Earlier earlier = find(caller.name(), key);
        if (earlier != null && !isOver(earlier)) {
            requireSame(earlier, bodyHash, isSame);
            return Optional.of(earlier.recordId());
        }
        if (!alone) {
            throw TelException.Conflict.twinInFlight(COME_BACK);
        }
        if (earlier != null) {
            forget(caller, key);
        }
        return Optional.empty();
    }

    /**
     * What earlier requests were answered with.
     *
     * @param hashes of what the requests say, by their keys; at least one
     * @return the ids of those that said the same
     */
    public List<String> earlierIds(ApiKey caller, Map<String, String> hashes) {
        List<Object> values = new ArrayList<>(hashes.keySet());
        values.add(caller.name());
        values.add(Sql.utc(clock.instant().minus(KEPT)));
        return jdbc
                .query(
                        "SELECT idempotency_key, body_hash, record_id FROM tel_idempotency WHERE idempotency_key IN ("
                                + Sql.marks(hashes.size()) + ") AND api_key = ? AND created_at >= ?",
                        (row, n) -> row.getString(2).equals(hashes.get(row.getString(1))) ? row.getString(3) : "",
                        values.toArray())
                .stream()
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** Holds a key until its exchange ends; false when another exchange does. */
    private boolean hold(Exchange exchange, ApiKey caller, String key) {
        String claim = caller.name() + "|" + key;
        boolean alone = underWay.add(claim);
        if (alone) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    underWay.remove(claim);
                }
            });
        }
        return alone;
    }

    /** Doors say the same in other words: of a request that came by the other one, what its record says is compared. */
    private static void requireSame(Earlier earlier, String bodyHash, Predicate<String> isSame) {
        boolean same = isOfBind(earlier.bodyHash()) == isOfBind(bodyHash)
                ? earlier.bodyHash().equals(bodyHash)
                : isSame.test(earlier.recordId());
        if (!same) {
            throw new TelException.Conflict("This idempotency key was used with another request");
        }
    }

    /** A hash of what came over a bind, told from one of a body by how it begins; it is as long as that. */
    public static String ofBind(String hash) {
        return BIND + hash.substring(BIND.length());
    }

    private static boolean isOfBind(String hash) {
        return hash.startsWith(BIND);
    }

    private void forget(ApiKey caller, String key) {
        jdbc.update("DELETE FROM tel_idempotency WHERE api_key = ? AND idempotency_key = ?", caller.name(), key);
    }

    private boolean isOver(Earlier earlier) {
        return earlier.at().isBefore(clock.instant().minus(KEPT));
    }

    private Earlier find(String caller, String key) {
        List<Earlier> rows = jdbc.query(
                "SELECT * FROM tel_idempotency WHERE api_key = ? AND idempotency_key = ?",
                (row, n) -> new Earlier(
                        row.getString("body_hash"),
                        row.getString("record_id"),
                        row.getObject("answer_status", Integer.class),
                        row.getString("answer"),
                        Sql.instant(row, "created_at")),
                caller,
                key);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Keeps a key with its answer, in the transaction that writes its record. */
    void insert(ApiKey caller, String key, String bodyHash, String recordId, int status, String answer) {
        jdbc.update(
                "INSERT INTO tel_idempotency"
                        + " (api_key, idempotency_key, body_hash, record_id, answer_status, answer, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                caller.name(),
                key,
                bodyHash,
                recordId,
                status,
                answer,
                Sql.utc(clock.instant()));
    }

    /** Keeps the answer that the exchange is about to give. */
    void remember(Exchange exchange, String apiKey, String key) {
        if (key == null) {
            return;
        }
        GroupCommit.await(writer.submit(new Answer(
                apiKey,
                key,
                exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                exchange.getMessage().getBody(String.class))));
    }

    private List<Boolean> write(List<Answer> group) {
        jdbc.batchUpdate(
                "UPDATE tel_idempotency SET answer_status = ?, answer = ? WHERE api_key = ? AND idempotency_key = ?",
                group.stream()
                        .map(answer -> new Object[] {answer.status(), answer.body(), answer.apiKey(), answer.key()})
                        .toList());
        return group.stream().map(answer -> true).toList();
    }

    /** Forgets keys that are older than they are kept. */
    public void purge() {
        jdbc.update(
                "DELETE FROM tel_idempotency WHERE created_at < ?",
                Sql.utc(clock.instant().minus(KEPT)));
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
