package com.dartwing.tel.hub.resource;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.WebhookSecrets;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.TableVersions;
import com.dartwing.tel.hub.hipaa.HealthAccess;
import com.dartwing.tel.hub.resource.RecordType.Field;
import com.dartwing.tel.hub.routes.Housekeeping;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and writes records of any type, and keeps who changed what. */
@Component
class Records {

    private static final String PER_CARRIER = "carrier";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final RecordTypes types;
    private final GivenColumns given;
    private final Carriers carriers;
    private final Housekeeping housekeeping;
    private final TableVersions versions;
    private final AuditLog audit;
    private final Concealed concealed;
    private final SealedFields sealed;
    private final HealthAccess access;
    private final WebhookSecrets secrets;
    private final Clock clock;

    Records(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            RecordTypes types,
            GivenColumns given,
            Carriers carriers,
            Housekeeping housekeeping,
            TableVersions versions,
            AuditLog audit,
            Concealed concealed,
            SealedFields sealed,
            HealthAccess access,
            WebhookSecrets secrets,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.types = types;
        this.given = given;
        this.carriers = carriers;
        this.housekeeping = housekeeping;
        this.versions = versions;
        this.audit = audit;
        this.concealed = concealed;
        this.sealed = sealed;
        this.access = access;
        this.secrets = secrets;
        this.clock = clock;
    }

    List<Map<String, Object>> list(RecordType type, Query query) {
        complete(type);
        List<Object> values = new ArrayList<>(query.values());
        values.add(query.length());
        values.add(query.start());
        return jdbc.query(
                "SELECT "
                        + String.join(", ", SealedFields.columns(query.columns())) + " FROM " + type.table()
                        + query.where() + " ORDER BY "
                        + query.orderBy() + " LIMIT ? OFFSET ?",
                (row, n) -> {
                    Map<String, Object> record = new LinkedHashMap<>();
                    for (Field field : query.columns()) {
                        Object value = sealed.shown(field, row);
                        if (field.name().equals(type.key())) {
                            record.put("name", value);
                        }
                        record.put(field.name(), value);
                    }
                    return record;
                },
                values.toArray());
    }

    /** @throws TelException.NotFound when there is none of this name */
    Map<String, Object> read(RecordType type, String name) {
        complete(type);
        return read(type, name, "", sealed::shown);
    }

    /** A record with what is sealed in it; that it was read is kept before it is shown. */
    Map<String, Object> open(RecordType type, String name, Actor reader, String reason) {
        complete(type);
        Map<String, Object> record = read(type, name, "", sealed::opened);
        access.read(reader, type.label() + "/" + name, SealedFields.of(type, record), reason);
        return record;
    }

    private Map<String, Object> locked(RecordType type, String name) {
        return read(type, name, " FOR UPDATE", sealed::shown);
    }

    private interface Show {
        Object of(Field field, ResultSet row) throws SQLException;
    }

    private Map<String, Object> read(RecordType type, String name, String lock, Show show) {
        return jdbc
                .query(
                        "SELECT * FROM " + type.table() + " WHERE " + type.key() + " = ?" + lock,
                        (row, n) -> {
                            Map<String, Object> record = new LinkedHashMap<>();
                            record.put("doctype", type.label());
                            record.put("name", null);
                            for (Field field : type.shown()) {
                                record.put(field.name(), show.of(field, row));
                            }
                            record.put("name", record.get(type.key()));
                            return record;
                        },
                        key(type, name))
                .stream()
                .findFirst()
                .orElseThrow(() -> new TelException.NotFound("There is no " + type.label() + " of this name"));
    }

    /** A carrier's name is understood in any case. */
    private static String key(RecordType type, String name) {
        return type.naming().equals(PER_CARRIER) ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Gives every carrier its record, with the values from which all start. */
    private void complete(RecordType type) {
        if (!type.naming().equals(PER_CARRIER)) {
            return;
        }
        List<String> known = jdbc.queryForList("SELECT " + type.key() + " FROM " + type.table(), String.class);
        carriers.all().stream()
                .map(Carrier::name)
                .filter(name -> !known.contains(name))
                .forEach(name -> {
                    Map<String, Object> columns = new LinkedHashMap<>();
                    columns.put(type.key(), name);
                    given.addFallbacks(type, columns);
                    try {
                        insert(type, columns, clock.instant());
                    } catch (DuplicateKeyException e) {
                        // Somebody else was asked at the same time.
                    }
                });
    }

    private void insert(RecordType type, Map<String, Object> columns, Instant now) {
        columns.put("created_at", Sql.utc(now));
        columns.put("modified_at", Sql.utc(now));
        jdbc.update(
                "INSERT INTO " + type.table() + " (" + String.join(", ", columns.keySet()) + ") VALUES ("
                        + Sql.marks(columns.size()) + ")",
                columns.values().toArray());
    }

    /** @throws TelException.Conflict when there is one of this name */
    Map<String, Object> create(RecordType type, ObjectNode wish, Actor person) {
        complete(type);
        Instant now = clock.instant();
        Map<String, Object> columns = given.of(type, wish, true);
        given.addFallbacks(type, columns);
        for (Field field : type.fields()) {
            if (field.required() && columns.get(field.column()) == null) {
                throw new TelException.InvalidRequest(field.name() + " is required", field.name());
            }
        }
        Map<String, Object> once = Naming.name(type, columns, now);
        String name = String.valueOf(columns.get(type.key()));
        columns.computeIfPresent("webhook_secret", (column, secret) -> secrets.seal(name, (String) secret));
        try {
            transaction.executeWithoutResult(status -> {
                insert(type, columns, now);
                changed(person, "resource.create", type, name, columns, Changes.first(type, columns));
            });
        } catch (DuplicateKeyException e) {
            throw new TelException.Conflict("There is a " + type.label() + " of this name already");
        }
        housekeeping.refresh(type.table());
        Map<String, Object> record = read(type, name);
        record.putAll(once);
        return record;
    }

    Map<String, Object> update(RecordType type, String name, ObjectNode wish, Actor person) {
        complete(type);
        transaction.executeWithoutResult(status -> {
            Map<String, Object> before = locked(type, name);
            Map<String, Object> columns = given.of(type, wish, false);
            type.requireOpen(before, columns);
            columns.put("modified_at", Sql.utc(clock.instant()));
            List<Object> values = new ArrayList<>(columns.values());
            values.add(key(type, name));
            jdbc.update(
                    "UPDATE " + type.table() + " SET " + String.join(" = ?, ", columns.keySet()) + " = ? WHERE "
                            + type.key() + " = ?",
                    values.toArray());
            changed(
                    person,
                    "resource.update",
                    type,
                    name,
                    before,
                    Changes.between(type, before, read(type, name, "", sealed::shown)));
        });
        housekeeping.refresh(type.table());
        return read(type, name);
    }

    void delete(RecordType type, String name, Actor person) {
        transaction.executeWithoutResult(status -> {
            Map<String, Object> before = locked(type, name);
            unused(type, name);
            jdbc.update("DELETE FROM " + type.table() + " WHERE " + type.key() + " = ?", key(type, name));
            // What was in it goes with it: the record may have been deleted for that.
            changed(person, "resource.delete", type, name, before, Map.of());
        });
        housekeeping.refresh(type.table());
    }

    private void unused(RecordType type, String name) {
        for (RecordType other : types.all()) {
            for (Field link : other.fields()) {
                if (link.type() == FieldType.Link
                        && link.options().contains(type.label())
                        && !jdbc.queryForList(
                                        "SELECT 1 FROM " + other.table() + " WHERE " + link.column() + " = ? LIMIT 1",
                                        name)
                                .isEmpty()) {
                    throw new TelException.Conflict(type.label() + " is used by a " + other.label());
                }
            }
        }
    }

    /** @param record its values, of which the name may hold some */
    private void changed(
            Actor person,
            String action,
            RecordType type,
            String name,
            Map<String, Object> record,
            Map<String, Object> detail) {
        versions.changed(type.table());
        audit.add(
                person,
                action,
                type.label() + "/" + concealed.name(type, name, record),
                concealed.detail(type, detail, record));
    }
}
