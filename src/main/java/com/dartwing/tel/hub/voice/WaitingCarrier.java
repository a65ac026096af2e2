package com.dartwing.tel.hub.voice;

import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * A carrier that waits, in its call to us, for what is next in a call. What its folder's routes would else ask it for is
 * put down, and answered to it all at once: it would not hear of it meanwhile.
 */
@Component("waitingCarrier")
public class WaitingCarrier {

    /** Exchange property: what it is to be answered; nothing when no carrier waits. */
    private static final String WAITING = "waiting";

    /** Shared by the parts of an exchange, which run one after the other. */
    static final class Waiting {
        private final List<JsonNode> said = new ArrayList<>();
        private boolean known;
        private boolean answered;
    }

    /** Notes that the carrier of this exchange waits. */
    public void waits(Exchange exchange) {
        exchange.setProperty(WAITING, new Waiting());
    }

    /** Notes that it waits about a call that goes on, or is refused. */
    public void knows(@ExchangeProperty(WAITING) Waiting waiting, @Body CallNext next) {
        waiting.known = true;
        waiting.answered = next.answered();
    }

    /** Whether it waits about what these words are for: its event names that. Anything else it is to be told in its own call. */
    public boolean hears(
            @ExchangeProperty(WAITING) Waiting waiting,
            @ExchangeProperty("webhook") JsonNode event,
            @Body JsonNode words) {
        return waiting != null
                && StreamSupport.stream(event.spliterator(), false).anyMatch(named -> named.equals(words.path("call")));
    }

    /** Puts down what it is to be told. */
    public void put(@ExchangeProperty(WAITING) Waiting waiting, @Body JsonNode words) {
        waiting.said.add(words);
    }

    /** What came of telling a carrier something that it gives no id. */
    public CarrierResult heard() {
        return new CarrierResult(null, "");
    }

    /**
     * What its folder makes an answer of: {@code said}, in order; whether the call is {@code known}, and not over; whether it
     * has just been {@code answered}; and the {@code event} that it told.
     */
    public JsonNode answer(@ExchangeProperty(WAITING) Waiting waiting, @ExchangeProperty("webhook") JsonNode event) {
        return Json.tree(
                Map.of("said", waiting.said, "known", waiting.known, "answered", waiting.answered, "event", event));
    }
}
