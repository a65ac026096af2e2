package com.dartwing.tel.hub.resource;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.resource.RecordType.Field;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Turns what a person gives for a record into columns of its table. */
@Component
class GivenColumns {

    private final JdbcTemplate jdbc;
    private final RecordTypes types;
    private final Carriers carriers;

    GivenColumns(JdbcTemplate jdbc, RecordTypes types, Carriers carriers) {
        this.jdbc = jdbc;
        this.types = types;
        this.carriers = carriers;
    }

    /**
     * The columns of what is given.
     *
     * @param fresh whether the record is new: some fields are written once
     * @throws TelException.InvalidRequest naming the field at fault
     */
    Map<String, Object> of(RecordType type, ObjectNode given, boolean fresh) {
        Map<String, Object> columns = new LinkedHashMap<>();
        given.properties().forEach(entry -> {
            if (entry.getKey().equals("doctype") && entry.getValue().asText().equals(type.label())) {
                return;
            }
            Field field = type.writable(entry.getKey(), fresh);
            columns.put(field.column(), field.type().toColumn(field, entry.getValue(), carriers));
            exists(field, entry.getValue());
        });
        return columns;
    }

    /** Adds what a new record has where nothing is given. */
    void addFallbacks(RecordType type, Map<String, Object> columns) {
        for (Field field : type.fields()) {
            if (!columns.containsKey(field.column()) && field.fallback() != null) {
                columns.put(field.column(), field.type().toColumn(field, fallback(field), carriers));
            }
        }
    }

    private static JsonNode fallback(Field field) {
        return switch (field.type()) {
            case Check, Percent, Int, Count, Permissions -> Json.read(field.fallback());
            default -> TextNode.valueOf(field.fallback());
        };
    }

    private void exists(Field field, JsonNode value) {
        if (field.type() == FieldType.Link && !value.isNull()) {
            RecordType target = types.named(field.options().get(0));
            Integer rows = jdbc.queryForObject(
                    "SELECT COUNT(*) FROM " + target.table() + " WHERE " + target.key() + " = ?",
                    Integer.class,
                    value.asText());
            if (Objects.equals(rows, 0)) {
                throw new TelException.InvalidRequest(
                        field.name() + " names no " + target.label() + " that exists", field.name());
            }
        }
    }
}
