package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxBatchRequest;
import com.dartwing.tel.hub.fax.CancelFaxBatch;
import com.dartwing.tel.hub.fax.FaxBatch;
import com.dartwing.tel.hub.fax.FaxBatchRows;
import com.dartwing.tel.hub.fax.RecordFaxBatch;
import com.dartwing.tel.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Reads {@code send_batch}, {@code get_batch} and {@code cancel_batch} of faxes, and words their answers (contract, section 6). */
@Component("faxBatchApi")
public class FaxBatchApi {

    private static final int MOST_TOLD = 1_000;
    private static final int TOLD = 100;

    private final ApiEdge api;
    private final Idempotency idempotency;
    private final FaxRequests requests;
    private final RecordFaxBatch record;
    private final FaxBatchRows batches;
    private final CancelFaxBatch cancel;

    FaxBatchApi(
            ApiEdge api,
            Idempotency idempotency,
            FaxRequests requests,
            RecordFaxBatch record,
            FaxBatchRows batches,
            CancelFaxBatch cancel) {
        this.api = api;
        this.idempotency = idempotency;
        this.requests = requests;
        this.record = record;
        this.batches = batches;
        this.cancel = cancel;
    }

    /** Reads {@code send_batch}; when its idempotency key was used before, the first answer is set as {@code replay}. */
    public FaxBatch.Command read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        FaxRequests.Read<FaxBatchRequest> read = requests.read(exchange, FaxBatchRequest.class);
        FaxBatchRequest said = read.said();
        FaxBatchRequest request = said.withIdempotencyKey(ApiEdge.idempotencyKey(exchange, said.idempotencyKey()));
        exchange.setProperty("bodyHash", read.hash());
        if (request.idempotencyKey() != null) {
            idempotency.claim(exchange, caller, request.idempotencyKey(), read.hash());
        }
        return new FaxBatch.Command(caller, request, read.uploads(), read.directory(), read.hash());
    }

    /** Counts the batch against the day's limit, records it, and answers. */
    public void accept(Exchange exchange, @Body FaxBatch batch, @ExchangeProperty("bodyHash") String bodyHash) {
        if (batch.total() > 1) {
            // One was counted at the door.
            api.limitDay(exchange, batch.caller(), "fax", batch.total() - 1);
        }
        String id = record.id();
        int status = ApiEdge.prefersAsync(exchange) ? 202 : 200;
        String answer = Json.write(Map.of("message", accepted(id, batch)));
        String key = batch.request().idempotencyKey();
        try {
            record.record(id, batch, () -> {
                if (key != null) {
                    idempotency.insert(batch.caller(), key, bodyHash, id, status, answer);
                }
            });
        } catch (DuplicateKeyException e) {
            throw TelException.Conflict.twinInFlight(Duration.ofSeconds(1));
        }
        api.writeText(exchange, status, answer);
    }

    private static Map<String, Object> accepted(String id, FaxBatch batch) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("batch_id", id);
        message.put("batch_name", batch.request().batchName());
        message.put("status", "queued");
        message.put("total_recipients", batch.total());
        message.put("failed_count", batch.bad().size());
        message.put("page_count", batch.pages());
        return message;
    }

    /** Answers {@code get_batch}: the counts of this moment, and a page of the recipients. */
    public void status(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        tell(exchange, api.named(exchange, "batch_id"), caller);
    }

    /** Answers {@code cancel_batch}: what is so after it. */
    public void cancel(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "batch_id");
        cancel.cancel(id, caller);
        tell(exchange, id, caller);
    }

    private void tell(Exchange exchange, String id, ApiKey caller) {
        Map<String, Object> state = batches.state(id, caller.name());
        state.putAll(batches.recipients(
                id,
                api.parameter(exchange, "cursor"),
                ApiEdge.limit(api.parameter(exchange, "limit"), TOLD, MOST_TOLD)));
        api.answer(exchange, 200, state);
    }
}
