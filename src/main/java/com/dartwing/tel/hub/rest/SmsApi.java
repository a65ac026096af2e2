package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.sms.Outcomes;
import com.dartwing.tel.hub.sms.Recorded;
import com.dartwing.tel.hub.sms.SameSms;
import com.dartwing.tel.hub.sms.SmsView;
import com.dartwing.tel.json.Money;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.sms.MmsRequest;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsCommand;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsRequest;
import com.dartwing.tel.sms.SmsStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The SMS calls of the API: reads them, and words their answers (contract, section 4). */
@Component("smsApi")
public class SmsApi {

    private final ApiEdge api;
    private final Idempotency idempotency;
    private final SameSms same;
    private final Outcomes outcomes;
    private final SmsView view;
    private final Carriers carriers;
    private final HubProperties properties;
    private final RequestHash hashes;

    public SmsApi(
            ApiEdge api,
            Idempotency idempotency,
            SameSms same,
            Outcomes outcomes,
            SmsView view,
            Carriers carriers,
            HubProperties properties,
            RequestHash hashes) {
        this.api = api;
        this.idempotency = idempotency;
        this.same = same;
        this.outcomes = outcomes;
        this.view = view;
        this.carriers = carriers;
        this.properties = properties;
        this.hashes = hashes;
    }

    /** Reads {@code send_sms}; when its idempotency key was used before, the first answer is set as {@code replay}. */
    public SmsCommand read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        return command(exchange, caller, api.read(exchange, SmsRequest.class), null);
    }

    /** Reads {@code send_mms}, in the same way. */
    public SmsCommand readMms(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        MmsRequest request = api.read(exchange, MmsRequest.class);
        return command(exchange, caller, request.text(), request.media());
    }

    private SmsCommand command(Exchange exchange, ApiKey caller, SmsRequest read, OutboundSms.Media media) {
        SmsRequest request = read.withIdempotencyKey(ApiEdge.idempotencyKey(exchange, read.idempotencyKey()));
        SmsCommand command = new SmsCommand(caller, request, media, hash(exchange, request));
        exchange.setProperty("bodyHash", command.bodyHash());
        exchange.setProperty("async", ApiEdge.prefersAsync(exchange));
        if (command.isIdempotent()) {
            idempotency.claim(
                    exchange,
                    caller,
                    request.idempotencyKey(),
                    command.bodyHash(),
                    record -> same.isSaidBy(record, command));
        }
        return command;
    }

    private String hash(Exchange exchange, SmsRequest request) {
        String content = api.contentHash(exchange, request.idempotencyKey());
        return content == null ? null : hashes.of(content, Boolean.TRUE.equals(request.hipaaMode()));
    }

    /** Announces that this exchange waits for the message's outcome, before it is dispatched. */
    public void expect(Exchange exchange, @ExchangeProperty("recorded") Recorded recorded) {
        if (recorded.isDue() && !exchange.getProperty("async", false, Boolean.class)) {
            outcomes.expect(recorded.sms());
        }
    }

    /** Waits for the outcome as long as a caller should, and answers with what is known then. */
    public void answer(Exchange exchange, @ExchangeProperty("recorded") Recorded recorded) {
        boolean async = exchange.getProperty("async", false, Boolean.class);
        Optional<SmsOutcome> outcome = recorded.isDue() && !async
                ? outcomes.await(
                        recorded.sms().id(), properties.sms().syncTimeout().toMillis())
                : Optional.empty();
        if (outcome.isPresent() && outcome.get().status() == SmsStatus.FAILED) {
            refuse(exchange, outcome.get());
        } else {
            api.answer(exchange, async && recorded.isDue() ? 202 : 200, accepted(recorded, outcome));
        }
        idempotency.remember(
                exchange,
                recorded.sms().owner().apiKey(),
                recorded.sms().details().idempotencyKey());
    }

    private Map<String, Object> accepted(Recorded recorded, Optional<SmsOutcome> outcome) {
        Map<String, Object> message = new LinkedHashMap<>();
        SmsStatus status = outcome.map(SmsOutcome::status).orElse(recorded.status());
        message.put("message_id", recorded.sms().id());
        message.put("status", status.answer());
        message.put("segments", recorded.sms().units());
        message.put("from_number", recorded.sms().parties().from());
        message.put("to", recorded.sms().parties().to());
        if (status == SmsStatus.SENT) {
            outcome.map(SmsOutcome::attempt).ifPresent(attempt -> {
                message.put("carrier", carriers.titleOf(attempt.carrier()));
                message.put("cost", Money.told(attempt.cost(), attempt.currency()));
            });
        }
        if (status == SmsStatus.SCHEDULED) {
            message.put("scheduled_for", UtcTime.write(recorded.dueAt()));
        }
        if (status == SmsStatus.HELD) {
            message.put(
                    "held_until",
                    UtcTime.write(outcome.map(SmsOutcome::heldUntil).orElse(recorded.dueAt())));
        }
        return message;
    }

    private void refuse(Exchange exchange, SmsOutcome outcome) {
        String why = outcome.errorMessage();
        TelException error =
                switch (outcome.errorCode()) {
                    case "TEL-004" -> new TelException.InsufficientBalance(why);
                    case "TEL-006" -> new TelException.CarrierFailure(why);
                    case "TEL-102" -> new TelException.ContentBlocked(why);
                    default -> new TelException.NotReachable(why);
                };
        // The carrier's final refusal is 422 whatever its code: the request itself was accepted.
        api.writeError(
                exchange,
                error instanceof TelException.ContentBlocked ? 422 : error.httpStatus(),
                error.about(outcome.message().id()));
    }

    /** Answers {@code get_status}. */
    public void status(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.parameter(exchange, "message_id");
        if (id == null || id.isBlank()) {
            throw new TelException.InvalidRequest("message_id is required", "message_id");
        }
        api.answer(exchange, 200, view.status(id, caller, ApiEdge.actor(exchange)));
    }
}
