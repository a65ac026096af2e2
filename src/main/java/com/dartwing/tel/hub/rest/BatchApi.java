package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.batch.AcceptBatch;
import com.dartwing.tel.hub.batch.AcceptBatch.Draft;
import com.dartwing.tel.hub.batch.AcceptBatch.Summary;
import com.dartwing.tel.hub.batch.BatchStatus;
import com.dartwing.tel.hub.batch.BatchView;
import com.dartwing.tel.hub.batch.CancelBatch;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.BatchRequest;
import com.dartwing.tel.sms.SmsCommand;
import com.dartwing.tel.sms.ValidateSms;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The batch calls of the API: reads them, and words their answers (contract, section 4). */
@Component("batchApi")
public class BatchApi {

    private static final int MOST_FAILURES = 1_000;
    private static final int DEFAULT_FAILURES = 100;
    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Each holds a file, a connection and some megabytes, so there are not many at a time. */
    private final Semaphore room = new Semaphore(4);

    private final ApiEdge api;
    private final Idempotency idempotency;
    private final ValidateSms validate;
    private final AcceptBatch accept;
    private final BatchView view;
    private final CancelBatch cancel;
    private final RecordIds ids;
    private final TransactionTemplate transaction;
    private final long limit;

    public BatchApi(
            ApiEdge api,
            Idempotency idempotency,
            ValidateSms validate,
            AcceptBatch accept,
            BatchView view,
            CancelBatch cancel,
            RecordIds ids,
            TransactionTemplate transaction,
            HubProperties properties) {
        this.api = api;
        this.idempotency = idempotency;
        this.validate = validate;
        this.accept = accept;
        this.view = view;
        this.cancel = cancel;
        this.ids = ids;
        this.transaction = transaction;
        this.limit = properties.limits().maxBatchBytes();
    }

    /** Reads {@code send_batch_sms} through; when its key was used before, the first answer is set as {@code replay}. */
    public Summary read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        if (!hasRoom()) {
            throw new TelException.Unavailable("Other batches are being accepted", COME_BACK);
        }
        atTheEnd(exchange, room::release);
        SpooledBody body = SpooledBody.of(BoundedBodyFilter.streamOf(ApiEdge.request(exchange)), limit);
        atTheEnd(exchange, body::close);
        exchange.setProperty("spooled", body);
        Summary summary = accept.check(body.open());
        BatchRequest read = summary.request();
        BatchRequest request = read.withIdempotencyKey(ApiEdge.idempotencyKey(exchange, read.idempotencyKey()));
        validate.validateShared(new SmsCommand(caller, request.shared(), null, null));
        if (request.idempotencyKey() != null) {
            idempotency.claim(exchange, caller, request.idempotencyKey(), summary.hash());
        }
        return new Summary(request, summary.total(), summary.hash());
    }

    /** After a moment too: the room of a batch that was answered comes free just behind its answer. */
    private boolean hasRoom() {
        try {
            return room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void atTheEnd(Exchange exchange, Runnable task) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                task.run();
            }
        });
    }

    /** Counts the batch against the day's limit, writes it, and answers. */
    public void accept(
            Exchange exchange,
            Summary summary,
            @ExchangeProperty("caller") ApiKey caller,
            @ExchangeProperty("spooled") SpooledBody body) {
        api.limitDay(exchange, caller, "sms", summary.total());
        BatchRequest request = summary.request();
        Draft draft = new Draft(ids.next("BATCH"), caller, request, summary.total());
        int status = ApiEdge.prefersAsync(exchange) ? 202 : 200;
        String answer = Json.write(Map.of("message", accepted(draft)));
        try (InputStream recipients = body.open()) {
            transaction.executeWithoutResult(writing -> {
                if (request.idempotencyKey() != null) {
                    idempotency.insert(caller, request.idempotencyKey(), summary.hash(), draft.id(), status, answer);
                }
                accept.write(draft, recipients);
            });
        } catch (DuplicateKeyException e) {
            throw TelException.Conflict.twinInFlight(COME_BACK);
        } catch (DataAccessException | TransactionException | IOException e) {
            throw (TelException)
                    new TelException.Unavailable("The hub's storage is not available", COME_BACK).initCause(e);
        }
        api.writeText(exchange, status, answer);
    }

    private static Map<String, Object> accepted(Draft draft) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("batch_id", draft.id());
        message.put("batch_name", draft.request().batchName());
        message.put("status", BatchStatus.QUEUED.answer());
        message.put("total_recipients", draft.total());
        message.put("messages_per_second", draft.request().messagesPerSecond());
        message.put("scheduled_for", UtcTime.write(draft.request().scheduledFor()));
        return message;
    }

    /** Answers {@code get_batch}: the counts of this moment, and a page of the failures. */
    public void status(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "batch_id");
        Map<String, Object> state = view.state(id, caller);
        state.putAll(view.failures(
                id,
                api.parameter(exchange, "cursor"),
                ApiEdge.limit(api.parameter(exchange, "limit"), DEFAULT_FAILURES, MOST_FAILURES)));
        api.answer(exchange, 200, state);
    }

    /** Answers {@code cancel_batch}. */
    public void cancel(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "batch_id");
        cancel.cancel(id, caller);
        api.answer(exchange, 200, view.state(id, caller));
    }
}
