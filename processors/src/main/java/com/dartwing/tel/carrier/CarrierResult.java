package com.dartwing.tel.carrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * A carrier took it.
 *
 * @param carrierId the carrier's id of the message
 * @param raw the carrier's answer, kept for the trace
 * @param told all that the operation's mapping made of that answer
 */
public record CarrierResult(String carrierId, String raw, JsonNode told) {

    /** Of an operation that is told nothing but the id. */
    public CarrierResult(String carrierId, String raw) {
        this(carrierId, raw, MissingNode.getInstance());
    }
}
