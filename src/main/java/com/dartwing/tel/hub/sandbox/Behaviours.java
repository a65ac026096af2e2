package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.json.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** How the simulators are told to behave. */
@Component("behaviours")
public class Behaviours {

    private final ApiEdge api;
    private final StrictJson json = new StrictJson(65_536);
    private final Map<String, Behaviour> ordered = new ConcurrentHashMap<>();

    public Behaviours(ApiEdge api) {
        this.api = api;
    }

    /** The behaviour for this call, one less of it for the next. */
    public Behaviour next(@ExchangeProperty("carrier") String name, @ExchangeProperty("operation") String operation) {
        Behaviour[] now = {Behaviour.GOOD};
        ordered.computeIfPresent(name, (carrier, order) -> {
            if (!order.isFor(operation)) {
                return order;
            }
            now[0] = order;
            if (order.count() == null) {
                return order;
            }
            return order.count() <= 1 ? null : order.counted(order.count() - 1);
        });
        return now[0];
    }

    /**
     * The behaviour for a step of what a call was told. An order for so many calls that names no operation is left for the
     * hub's next requests, which may be made before the carrier has played all that it was told.
     */
    public Behaviour played(@ExchangeProperty("carrier") String name, @ExchangeProperty("operation") String operation) {
        Behaviour order = ordered.getOrDefault(name, Behaviour.GOOD);
        return order.operation() == null && order.count() != null ? Behaviour.GOOD : next(name, operation);
    }

    /** Obeys {@code POST _behave}; an empty object means to be good again. */
    public void obey(Exchange exchange, @ExchangeProperty("carrier") String name) {
        byte[] body = api.body(exchange);
        JsonNode order = json.readTree(body);
        if (order.isEmpty()) {
            ordered.remove(name);
        } else {
            ordered.put(name, json.read(body, Behaviour.class));
        }
        api.answer(exchange, 200, order);
    }
}
