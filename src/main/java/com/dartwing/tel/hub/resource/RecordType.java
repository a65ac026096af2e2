package com.dartwing.tel.hub.resource;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.security.Role;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A type of record as data: one file in {@code records/} describes it, and needs no code.
 *
 * @param label its name in URLs, such as {@code TEL DID}
 * @param key the column that holds a record's name
 * @param naming how a new record gets its name: {@code given} in its key field, or by a rule of {@link Naming}; {@code
 *     carrier} when there is one for each carrier from the start
 * @param self the fields that a person may change in the record of their own name; null when there is no such rule
 * @param newest the fields whose values grow with each record, in the words of an index: its list begins with the newest
 *     without a look at all the others; null where there are never so many, and what was changed last comes first
 * @param rights what each role may: some of r(ead), w(rite), c(reate), d(elete), o(pen what is sealed)
 */
record RecordType(
        String label,
        String table,
        String key,
        String naming,
        List<String> newest,
        Map<String, String> rights,
        List<String> self,
        List<Field> fields) {

    /**
     * One field, and its column.
     *
     * @param column of the same name, when the file gives none
     * @param fixed given when the record is created, never changed
     * @param secret never shown, and written only where it is not read-only
     * @param personal tells who a person is: the audit log keeps a keyed hash of it
     * @param sealedBy the Check that says of each record whether this field is sealed in it; null when it never is
     * @param options words of a Select, or the type that a Link points to
     * @param last the option of a Select that is never left again, or null
     * @param fallback the value of a new record that gives none
     */
    record Field(
            String name,
            String column,
            FieldType type,
            List<String> options,
            Integer length,
            boolean required,
            boolean fixed,
            boolean readOnly,
            boolean secret,
            boolean personal,
            String sealedBy,
            @JsonProperty("final") String last,
            @JsonProperty("default") String fallback) {

        Field {
            column = column == null ? name : column;
            options = options == null ? List.of() : List.copyOf(options);
        }
    }

    /** @throws TelException.PermissionDenied when none of the roles has the right */
    void require(char right, Set<Role> roles) {
        if (!allows(right, roles)) {
            throw new TelException.PermissionDenied("You may not do this with " + label);
        }
    }

    boolean allows(char right, Set<Role> roles) {
        return roles.stream()
                .anyMatch(role -> rights.getOrDefault(role.label(), "").indexOf(right) >= 0);
    }

    /** @throws TelException.InvalidRequest when there is no such field, or it is secret */
    Field field(String name, String place) {
        if ("name".equals(name)) {
            return field(key, place, false);
        }
        return switch (name) {
            case "creation" -> field("created_at", place, false);
            case "modified" -> field("modified_at", place, false);
            default -> field(name, place, false);
        };
    }

    /**
     * A field that a caller wants to write.
     *
     * @throws TelException.InvalidRequest when there is no such field, or it cannot be set
     */
    Field writable(String name, boolean fresh) {
        Field field = field(name, name, true);
        if (field.readOnly() || (field.fixed() && !fresh)) {
            throw new TelException.InvalidRequest(field.name() + " cannot be set", field.name());
        }
        return field;
    }

    /** @throws TelException.PermissionDenied when a person would change more of their own record than they may */
    void requireNotSelf(String person, String name, Collection<String> changes) {
        if (self != null && person.equals(name) && !self.containsAll(changes)) {
            throw new TelException.PermissionDenied("Somebody else must change this for you");
        }
    }

    private Field field(String name, String place, boolean secretToo) {
        return fields.stream()
                .filter(field -> field.name().equals(name) && (secretToo || !field.secret()))
                .findFirst()
                .orElseThrow(() -> new TelException.InvalidRequest(
                        label + " has no field " + (name.length() > 40 ? name.substring(0, 40) : name), place));
    }

    /** @throws TelException.Conflict when a field would leave the value that is its last */
    void requireOpen(Map<String, Object> before, Map<String, Object> columns) {
        for (Field field : fields) {
            boolean leaves = field.last() != null
                    && field.last().equals(before.get(field.name()))
                    && !Objects.equals(field.last(), columns.getOrDefault(field.name(), field.last()));
            if (leaves) {
                throw new TelException.Conflict(field.name() + " stays " + field.last());
            }
        }
    }

    List<Field> shown() {
        return fields.stream().filter(field -> !field.secret()).toList();
    }
}
