package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.voice.script.CallAnswer;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.record.RecordKind;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/**
 * Finds in what consumers answer that which steers a call: the answer of the call's own consumer, and of nobody else who
 * listens. A call that a consumer steers wrongly is told to it; its answer to that is not read.
 */
@Component("callAnswers")
class CallAnswers {

    private static final String TROUBLE = "call.command_failed";

    /** Nothing when the answer steers no call. */
    public Optional<CallAnswer> read(
            Exchange exchange,
            @ExchangeProperty("delivery") Delivery delivery,
            @Header(Exchange.HTTP_RESPONSE_CODE) Integer status) {
        boolean steers = RecordKind.of(delivery.recordId()) == RecordKind.CALL
                && delivery.config() == null
                && delivery.event().startsWith("call.")
                && !delivery.event().equals(TROUBLE)
                && status != null
                && status == 200
                && delivery.payload() != null;
        byte[] body = steers ? exchange.getMessage().getBody(byte[].class) : null;
        return body == null || body.length == 0
                ? Optional.empty()
                : Optional.of(new CallAnswer(
                        delivery.recordId(),
                        Json.read(delivery.payload()).path("sequence").asInt(),
                        body));
    }
}
