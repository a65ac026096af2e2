package com.dartwing.tel.hub.resource;

import com.dartwing.tel.hub.resource.RecordType.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What a change did to a record, as it is kept: no secrets. */
final class Changes {

    private Changes() {}

    /** The values of a new record, by its columns. */
    static Map<String, Object> first(RecordType type, Map<String, Object> columns) {
        Map<String, Object> first = new LinkedHashMap<>();
        type.shown().stream()
                .filter(field -> columns.containsKey(field.column()))
                .forEach(field -> first.put(field.name(), String.valueOf(columns.get(field.column()))));
        return first;
    }

    /** Each field that differs, from what to what. */
    static Map<String, Object> between(RecordType type, Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (Field field : type.shown()) {
            Object from = before.get(field.name());
            Object to = after.get(field.name());
            if (!field.readOnly() && !Objects.equals(from, to)) {
                changes.put(field.name(), Map.of("from", String.valueOf(from), "to", String.valueOf(to)));
            }
        }
        return changes;
    }
}
