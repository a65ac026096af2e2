package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Our request as the JSON that carriers' mappings read. */
@Component("carrierJson")
public class CarrierJson {

    /**
     * As it leaves: compact, and without a charset in its content type, which some media types forbid. A text is whatever
     * else than JSON a carrier reads.
     */
    public byte[] bytes(@Body JsonNode json) {
        return (json.isTextual() ? json.textValue() : json.toString()).getBytes(StandardCharsets.UTF_8);
    }

    /** An empty object, for a mapping that reads nothing. */
    public JsonNode empty() {
        return Json.tree(Map.of());
    }

    /** @param request one of the records that mappings read, or what a mapping has made of it already */
    public JsonNode write(@Body Object request) {
        return Json.tree(request);
    }
}
