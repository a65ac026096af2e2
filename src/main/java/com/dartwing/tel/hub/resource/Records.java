package com.dartwing.tel.hub.resource;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.resource.RecordType.Field;
import com.dartwing.tel.hub.routes.Housekeeping;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and writes records of any type, and keeps who changed what. */
@Component
class Records {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final RecordTypes types;
    private final Carriers carriers;
    private final Housekeeping housekeeping;
    private final Clock clock;

    Records(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            RecordTypes types,
            Carriers carriers,
            Housekeeping housekeeping,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.types = types;
        this.carriers = carriers;
        this.housekeeping = housekeeping;
        this.clock = clock;
    }

    List<Map<String, Object>> list(RecordType type, Query query) {
        List<Object> values = new ArrayList<>(query.values());
        values.add(query.length());
        values.add(query.start());
        return jdbc.query(
                "SELECT "
                        + String.join(
                                ", ",
                                query.columns().stream()
                                        .map(Field::name)
                                        .distinct()
                                        .toList()) + " FROM " + type.table() + query.where() + " ORDER BY "
                        + query.orderBy() + " LIMIT ? OFFSET ?",
                (row, n) -> {
                    Map<String, Object> record = new LinkedHashMap<>();
                    for (Field field : query.columns()) {
                        Object value = field.type().toJson(field, row, carriers);
                        if (field.name().equals(type.key())) {
                            record.put("name", row.getString(field.name()));
                        }
                        record.put(field.name(), value);
                    }
                    return record;
                },
                values.toArray());
    }

    /** @throws TelException.NotFound when there is none of this name */
    Map<String, Object> read(RecordType type, String name) {
        return jdbc
                .query(
                        "SELECT * FROM " + type.table() + " WHERE " + type.key() + " = ?",
                        (row, n) -> {
                            Map<String, Object> record = new LinkedHashMap<>();
                            record.put("doctype", type.label());
                            record.put("name", row.getString(type.key()));
                            for (Field field : type.shown()) {
                                record.put(field.name(), field.type().toJson(field, row, carriers));
                            }
                            return record;
                        },
                        name)
                .stream()
                .findFirst()
                .orElseThrow(() -> new TelException.NotFound("There is no " + type.label() + " of this name"));
    }

    Map<String, Object> create(RecordType type, ObjectNode given, String person) {
        Instant now = clock.instant();
        Map<String, Object> columns = columns(type, given, true);
        for (Field field : type.fields()) {
            if (!columns.containsKey(field.name()) && field.fallback() != null) {
                columns.put(field.name(), field.type().toColumn(field, fallback(field), carriers));
            }
            if (field.required() && columns.get(field.name()) == null) {
                throw new TelException.InvalidRequest(field.name() + " is required", field.name());
            }
        }
        Map<String, Object> once = Naming.name(type, columns, now);
        columns.put("created_at", Sql.utc(now));
        columns.put("modified_at", Sql.utc(now));
        String name = String.valueOf(columns.get(type.key()));
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.update(
                        "INSERT INTO " + type.table() + " (" + String.join(", ", columns.keySet()) + ") VALUES ("
                                + Sql.marks(columns.size()) + ")",
                        columns.values().toArray());
                audit(person, "resource.create", type, name, shown(type, columns));
            });
        } catch (DuplicateKeyException e) {
            throw new TelException.Conflict("There is a " + type.label() + " of this name already");
        }
        housekeeping.refresh(type.table());
        Map<String, Object> record = read(type, name);
        record.putAll(once);
        return record;
    }

    Map<String, Object> update(RecordType type, String name, ObjectNode given, String person) {
        Map<String, Object> columns = columns(type, given, false);
        transaction.executeWithoutResult(status -> {
            Map<String, Object> before = read(type, name);
            Map<String, Object> changes = new LinkedHashMap<>();
            columns.forEach((column, value) -> changes.put(
                    column, Map.of("from", String.valueOf(before.get(column)), "to", String.valueOf(value))));
            columns.put("modified_at", Sql.utc(clock.instant()));
            List<Object> values = new ArrayList<>(columns.values());
            values.add(name);
            jdbc.update(
                    "UPDATE " + type.table() + " SET " + String.join(" = ?, ", columns.keySet()) + " = ? WHERE "
                            + type.key() + " = ?",
                    values.toArray());
            audit(person, "resource.update", type, name, changes);
        });
        housekeeping.refresh(type.table());
        return read(type, name);
    }

    void delete(RecordType type, String name, String person) {
        transaction.executeWithoutResult(status -> {
            Map<String, Object> before = read(type, name);
            jdbc.update("DELETE FROM " + type.table() + " WHERE " + type.key() + " = ?", name);
            audit(person, "resource.delete", type, name, before);
        });
        housekeeping.refresh(type.table());
    }

    private Map<String, Object> columns(RecordType type, ObjectNode given, boolean fresh) {
        Map<String, Object> columns = new LinkedHashMap<>();
        given.properties().forEach(entry -> {
            if (entry.getKey().equals("doctype")) {
                return;
            }
            Field field = type.field(entry.getKey(), entry.getKey());
            if (field.readOnly() || (field.fixed() && !fresh)) {
                throw new TelException.InvalidRequest(field.name() + " cannot be set", field.name());
            }
            columns.put(field.name(), field.type().toColumn(field, entry.getValue(), carriers));
            exists(field, entry.getValue());
        });
        return columns;
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

    private static JsonNode fallback(Field field) {
        return switch (field.type()) {
            case Check, Percent, Int, Permissions -> Json.read(field.fallback());
            default -> TextNode.valueOf(field.fallback());
        };
    }

    private static Map<String, Object> shown(RecordType type, Map<String, Object> columns) {
        Map<String, Object> shown = new LinkedHashMap<>();
        type.shown().stream()
                .filter(field -> columns.containsKey(field.name()))
                .forEach(field -> shown.put(field.name(), String.valueOf(columns.get(field.name()))));
        return shown;
    }

    private void audit(String person, String action, RecordType type, String name, Map<String, Object> detail) {
        jdbc.update(
                "INSERT INTO tel_audit_log (name, at, actor, action, record_id, detail) VALUES (?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                Sql.utc(clock.instant()),
                person,
                action,
                Sql.cut(type.label() + "/" + name, 160),
                Json.write(detail));
    }
}
