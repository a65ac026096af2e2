package com.dartwing.tel.hub.resource;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.hub.security.Person;
import com.dartwing.tel.json.StrictJson;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

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

    public void list(Exchange exchange, @Header("type") String label) {
        RecordType type = allowed(exchange, label, 'r');
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

    public void read(Exchange exchange, @Header("type") String label, @Header("name") String name) {
        RecordType type = allowed(exchange, label, 'r');
        answer(exchange, records.read(type, key(type, name)));
    }

    public void create(Exchange exchange, @Header("type") String label) {
        RecordType type = allowed(exchange, label, 'c');
        answer(exchange, records.create(type, given(exchange), person(exchange).username()));
    }

    public void update(Exchange exchange, @Header("type") String label, @Header("name") String name) {
        RecordType type = allowed(exchange, label, 'w');
        answer(
                exchange,
                records.update(
                        type, key(type, name), given(exchange), person(exchange).username()));
    }

    public void delete(Exchange exchange, @Header("type") String label, @Header("name") String name) {
        RecordType type = allowed(exchange, label, 'd');
        records.delete(type, key(type, name), person(exchange).username());
        api.write(exchange, 200, Map.of("message", "ok"));
    }

    private void answer(Exchange exchange, Object data) {
        api.write(exchange, 200, Map.of("data", data));
    }

    private ObjectNode given(Exchange exchange) {
        return json.readTree(api.body(exchange));
    }

    private RecordType allowed(Exchange exchange, String label, char right) {
        RecordType type = types.named(decoded(label));
        type.require(right, person(exchange).roles());
        return type;
    }

    /** A part of the path, which comes as it was written. */
    private static String decoded(String part) {
        try {
            return UriUtils.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new TelException.NotFound("There is nothing here");
        }
    }

    /** A carrier's name is understood in any case. */
    private static String key(RecordType type, String name) {
        String decoded = decoded(name);
        return type.key().equals("carrier") ? decoded.toLowerCase(Locale.ROOT) : decoded;
    }

    private static Person person(Exchange exchange) {
        if (ApiEdge.request(exchange).getAttribute(Person.ATTRIBUTE) instanceof Person person) {
            return person;
        }
        throw new TelException.PermissionDenied("Records are for people");
    }
}
