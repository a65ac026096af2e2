package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.FaxAction;
import com.dartwing.tel.fax.FaxRequest;
import com.dartwing.tel.fax.FaxStatus;
import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.hub.fax.CancelFax;
import com.dartwing.tel.hub.fax.FaxCommand;
import com.dartwing.tel.hub.fax.FaxView;
import com.dartwing.tel.hub.hipaa.HealthAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Reads the calls of the fax API and writes their answers (contract, section 6). */
@Component("faxApi")
public class FaxApi {

    private static final int SECONDS_A_PAGE = 30;

    private final ApiEdge api;
    private final Idempotency idempotency;
    private final FaxView view;
    private final CancelFax cancel;
    private final HealthAccess access;
    private final FaxRequests requests;

    FaxApi(
            ApiEdge api,
            Idempotency idempotency,
            FaxView view,
            CancelFax cancel,
            HealthAccess access,
            FaxRequests requests) {
        this.api = api;
        this.idempotency = idempotency;
        this.view = view;
        this.cancel = cancel;
        this.access = access;
        this.requests = requests;
    }

    /** Reads {@code send_fax}; when its idempotency key was used before, the first answer is set as {@code replay}. */
    public FaxCommand read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        FaxRequests.Read<FaxRequest> read = requests.read(exchange, FaxRequest.class);
        FaxRequest said = read.said();
        FaxRequest request = said.withIdempotencyKey(ApiEdge.idempotencyKey(exchange, said.idempotencyKey()));
        if (request.idempotencyKey() != null) {
            idempotency.claim(exchange, caller, request.idempotencyKey(), read.hash());
        }
        return new FaxCommand(caller, request, read.uploads(), read.directory(), read.hash());
    }

    /** Answers {@code send_fax}: what comes of it is told by its events. */
    public void answer(Exchange exchange, @Body OutboundFax fax) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("fax_id", fax.id());
        message.put("status", FaxStatus.QUEUED.answer());
        message.put("page_count", fax.pages());
        message.put("estimated_duration_seconds", fax.pages() * SECONDS_A_PAGE);
        api.answer(exchange, ApiEdge.prefersAsync(exchange) ? 202 : 200, message);
        idempotency.remember(exchange, fax.owner().apiKey(), fax.details().idempotencyKey());
    }

    /** Answers {@code get_status}. */
    public void status(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        Map<String, Object> fax = view.of(api.named(exchange, "fax_id"), caller);
        List<String> content = Stream.of("document_url", "text")
                .filter(field -> fax.get(field) != null)
                .toList();
        access.read(ApiEdge.actor(exchange), "TEL Fax/" + fax.get("fax_id"), content, null);
        api.answer(exchange, 200, fax);
    }

    /** Reads {@code cancel}; the body is then what its carrier is asked for. */
    public FaxAction cancel(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "fax_id");
        exchange.setProperty("faxId", id);
        return cancel.ask(exchange, caller, id);
    }

    /** Answers {@code cancel}. */
    public void canceled(
            Exchange exchange, @ExchangeProperty("caller") ApiKey caller, @ExchangeProperty("faxId") String id) {
        api.answer(exchange, 200, view.of(id, caller));
    }
}
