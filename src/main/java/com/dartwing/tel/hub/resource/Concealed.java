package com.dartwing.tel.hub.resource;

import com.dartwing.tel.hub.resource.RecordType.Field;
import com.dartwing.tel.hub.vault.Pseudonyms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What the audit log keeps of a change, without what would tell who a person is: the log outlives their erasure. The
 * chain covers what is kept, so it can be verified for ever.
 */
@Component
class Concealed {

    private final Pseudonyms pseudonyms;

    Concealed(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /**
     * A record's name, in which a personal field may stand.
     *
     * @param record its values, by fields
     */
    String name(RecordType type, String name, Map<String, Object> record) {
        String concealed = name;
        for (Field field : personal(type)) {
            Object value = record.get(field.name());
            if (value != null && concealed.contains(value.toString())) {
                concealed = concealed.replace(value.toString(), pseudonyms.hashed(value.toString()));
            }
        }
        return concealed;
    }

    /**
     * What changed: each personal value as its pseudonym, so that it still shows whether it changed.
     *
     * @param record its values, by fields
     */
    Map<String, Object> detail(RecordType type, Map<String, Object> detail, Map<String, Object> record) {
        Map<String, Object> concealed = new LinkedHashMap<>(detail);
        concealed.computeIfPresent(type.key(), (key, name) -> name(type, String.valueOf(name), record));
        personal(type).forEach(field -> concealed.computeIfPresent(field.name(), (name, value) -> conceal(value)));
        return concealed;
    }

    private Object conceal(Object value) {
        if (value instanceof Map<?, ?> change) {
            Map<String, Object> concealed = new LinkedHashMap<>();
            change.forEach((side, before) -> concealed.put(String.valueOf(side), conceal(before)));
            return concealed;
        }
        return "null".equals(value) ? value : pseudonyms.hashed(String.valueOf(value));
    }

    private static List<Field> personal(RecordType type) {
        return type.fields().stream().filter(Field::personal).toList();
    }
}
