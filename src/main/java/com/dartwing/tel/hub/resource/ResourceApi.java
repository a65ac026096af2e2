package com.dartwing.tel.hub.resource;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.json.StrictJson;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** {@code /api/resource}: the records, Frappe's way (contract, section 7). */
@Component("resourceApi")
public class ResourceApi {

    private static final int LARGEST = 65_536;

    private final ApiEdge api;
    private final RecordTypes types;
    private final Records records;
    private final Carriers carriers;
    private final StrictJson json = new StrictJson(LARGEST);

    ResourceApi(ApiEdge api, RecordTypes types, Records records, Carriers carriers) {
        this.api = api;
        this.types = types;
        this.records = records;
        this.carriers = carriers;
    }

    public void list(Exchange exchange) {
        RecordType type = allowed(exchange, 'r');
        Query query = Query.of(
                type,
                carriers,
                api.parameter(exchange, "filters"),
                api.parameter(exchange, "fields"),
                api.parameter(exchange, "order_by"),
                api.parameter(exchange, "limit_start"),
                api.parameter(exchange, "limit_page_length"));
        answer(exchange, records.list(type, query));
    }

    public void read(Exchange exchange) {
        RecordType type = allowed(exchange, 'r');
        boolean opens = type.allows('o', ApiEdge.person(exchange).roles());
        answer(
                exchange,
                opens
                        ? records.open(type, name(exchange), ApiEdge.actor(exchange), api.parameter(exchange, "reason"))
                        : records.read(type, name(exchange)));
    }

    public void create(Exchange exchange) {
        RecordType type = allowed(exchange, 'c');
        answer(exchange, records.create(type, given(exchange), ApiEdge.actor(exchange)));
    }

    public void update(Exchange exchange) {
        RecordType type = allowed(exchange, 'w');
        ObjectNode given = given(exchange);
        Actor person = ApiEdge.actor(exchange);
        type.requireNotSelf(person.name(), name(exchange), names(given));
        answer(exchange, records.update(type, name(exchange), given, person));
    }

    public void delete(Exchange exchange) {
        RecordType type = allowed(exchange, 'd');
        Actor person = ApiEdge.actor(exchange);
        type.requireNotSelf(person.name(), name(exchange), Set.of(type.key()));
        records.delete(type, name(exchange), person);
        api.write(exchange, 200, Map.of("message", "ok"));
    }

    private static Set<String> names(ObjectNode given) {
        return given.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private void answer(Exchange exchange, Object data) {
        api.write(exchange, 200, Map.of("data", data));
    }

    private ObjectNode given(Exchange exchange) {
        return json.readTree(api.body(exchange));
    }

    private RecordType allowed(Exchange exchange, char right) {
        RecordType type = types.named(ApiEdge.pathPart(exchange, 3));
        type.require(right, ApiEdge.person(exchange).roles());
        return type;
    }

    private static String name(Exchange exchange) {
        return ApiEdge.pathPart(exchange, 4);
    }
}
