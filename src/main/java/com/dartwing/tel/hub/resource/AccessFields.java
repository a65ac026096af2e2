package com.dartwing.tel.hub.resource;

import static com.dartwing.tel.hub.resource.FieldType.require;
import static com.dartwing.tel.hub.resource.FieldType.text;
import static com.dartwing.tel.hub.resource.FieldType.wrong;

import com.dartwing.tel.hub.resource.RecordType.Field;
import com.dartwing.tel.hub.security.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Reads the fields that say who may do what: permissions, addresses, passwords and roles. */
final class AccessFields {

    private static final int MOST_ADDRESSES = 100;
    private static final int SHORTEST_PASSWORD = 12;
    private static final int SHORTEST_PARTNER_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 72;
    private static final Pattern ADDRESS = Pattern.compile(
            "((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|(?=[^:]*:)[0-9a-fA-F:.]{2,45})(/\\d{1,3})?");
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::label).toList();

    /** What a key can be allowed (contract, section 3). */
    private static final Map<String, Set<String>> PERMISSIONS = Map.of(
            "sms", Set.of("send", "receive", "batch"),
            "voice", Set.of("call", "record", "conference", "premium"),
            "fax", Set.of("send", "receive"),
            "numbers", Set.of("search", "purchase", "configure"),
            "emergency", Set.of("broadcast", "register", "call"),
            "analytics", Set.of("read"));

    private AccessFields() {}

    static String permissions(Field field, JsonNode value) {
        require(value.isObject(), field, "is an object");
        value.properties().forEach(area -> {
            Set<String> verbs = PERMISSIONS.get(area.getKey());
            require(verbs != null && area.getValue().isObject(), field, "names areas and what is allowed in each");
            area.getValue()
                    .properties()
                    .forEach(verb -> require(
                            verbs.contains(verb.getKey()) && verb.getValue().isBoolean(),
                            field,
                            "knows no such permission in " + area.getKey()));
        });
        return value.toString();
    }

    /** Bcrypt looks at the first 72 bytes alone. */
    static String password(Field field, JsonNode value) {
        int length = text(field, value).getBytes(StandardCharsets.UTF_8).length;
        require(length >= SHORTEST_PASSWORD && length <= LONGEST_PASSWORD, field, "has 12 to 72 bytes");
        return new BCryptPasswordEncoder().encode(value.asText());
    }

    /** Old SMPP clients send no more than eight characters (SMPP 3.4, section 5.2.2). */
    static String partnerPassword(Field field, JsonNode value) {
        int length = text(field, value).getBytes(StandardCharsets.UTF_8).length;
        require(length >= SHORTEST_PARTNER_PASSWORD && length <= LONGEST_PASSWORD, field, "has 8 to 72 bytes");
        return new BCryptPasswordEncoder().encode(value.asText());
    }

    static String roles(Field field, JsonNode value) {
        require(value.isArray(), field, "is a list of roles");
        List<String> labels = new ArrayList<>();
        value.forEach(item -> {
            require(ROLES.contains(item.asText()), field, "is a list of " + String.join(", ", ROLES));
            labels.add(item.asText());
        });
        return String.join(",", labels);
    }

    static String addresses(Field field, JsonNode value) {
        require(value.isArray() && value.size() <= MOST_ADDRESSES, field, "is a list of at most 100 addresses");
        value.forEach(item -> {
            // The matcher would ask DNS for whatever might be a name.
            require(
                    item.isTextual() && ADDRESS.matcher(item.asText()).matches(),
                    field,
                    "holds something that is no address or CIDR block");
            try {
                new IpAddressMatcher(item.asText());
            } catch (IllegalArgumentException e) {
                throw wrong(field, "holds something that is no address or CIDR block");
            }
        });
        return value.toString();
    }
}
