package com.dartwing.tel.hub.resource;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.resource.RecordType.Field;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Frappe's way to ask for a list, as SQL: names come from the record type alone, values are always bound.
 *
 * @param columns the fields to show
 */
record Query(List<Field> columns, String where, List<Object> values, String orderBy, int start, int length) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> COMPARISONS = Set.of("=", "!=", ">", ">=", "<", "<=");
    private static final int LONGEST_PAGE = 1_000;
    private static final int DEFAULT_PAGE = 20;
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_CONDITIONS = 50;
    private static final double LARGEST = 1e15;

    /** @throws TelException.InvalidRequest naming the parameter at fault */
    static Query of(
            RecordType type,
            Carriers carriers,
            String filters,
            String fields,
            String orderBy,
            String start,
            String length) {
        List<Object> values = new ArrayList<>();
        return new Query(
                columns(type, fields),
                where(type, carriers, filters, values),
                values,
                order(type, orderBy),
                number("limit_start", start, 0, Integer.MAX_VALUE, 0),
                number("limit_page_length", length, 1, LONGEST_PAGE, DEFAULT_PAGE));
    }

    private static List<Field> columns(RecordType type, String fields) {
        JsonNode names = json("fields", fields);
        if (names == null) {
            return List.of(type.field("name", "fields"));
        }
        if (!names.isArray() || names.isEmpty()) {
            throw new TelException.InvalidRequest("fields is a JSON list of names", "fields");
        }
        List<Field> columns = new ArrayList<>();
        for (JsonNode name : names) {
            if ("*".equals(name.asText())) {
                return type.shown();
            }
            columns.add(type.field(name.asText(), "fields"));
        }
        return columns;
    }

    private static String where(RecordType type, Carriers carriers, String filters, List<Object> values) {
        JsonNode conditions = json("filters", filters);
        if (conditions == null) {
            return "";
        }
        if (!conditions.isContainerNode() || conditions.size() > MOST_CONDITIONS) {
            throw wrong("filters is a JSON list of at most " + MOST_CONDITIONS + " conditions");
        }
        if (conditions.isEmpty()) {
            return "";
        }
        List<String> terms = new ArrayList<>();
        if (conditions.isObject()) {
            conditions
                    .properties()
                    .forEach(entry -> terms.add(
                            entry.getValue().isArray() && entry.getValue().size() == 2
                                    ? term(
                                            type,
                                            carriers,
                                            entry.getKey(),
                                            entry.getValue().get(0).asText(),
                                            entry.getValue().get(1),
                                            values)
                                    : term(type, carriers, entry.getKey(), "=", entry.getValue(), values)));
        } else {
            for (JsonNode condition : conditions) {
                // [field, operator, value], or with the record type before them.
                int at = condition.size() == 4 ? 1 : 0;
                if (at == 1 && !condition.get(0).asText().equals(type.label())) {
                    throw wrong("filters are on " + type.label() + " alone");
                }
                if (!condition.isArray() || condition.size() < 3 || condition.size() > 4) {
                    throw wrong("each filter is [field, operator, value]");
                }
                terms.add(term(
                        type,
                        carriers,
                        condition.get(at).asText(),
                        condition.get(at + 1).asText(),
                        condition.get(at + 2),
                        values));
            }
        }
        return " WHERE " + String.join(" AND ", terms);
    }

    private static String term(
            RecordType type, Carriers carriers, String name, String operator, JsonNode value, List<Object> values) {
        Field field = type.field(name, "filters");
        String column = field.column();
        String op = operator.toLowerCase(Locale.ROOT);
        if (COMPARISONS.contains(op)) {
            values.add(bound(field, value, carriers));
            // As in Frappe, what is not set differs from every value.
            return op.equals("!=") ? "(" + column + " <> ? OR " + column + " IS NULL)" : column + " " + op + " ?";
        }
        switch (op) {
            case "like", "not like" -> {
                if (!value.isTextual()) {
                    throw wrong(op + " wants a string");
                }
                values.add(pattern(
                        field.type() == FieldType.Carrier ? value.asText().toLowerCase(Locale.ROOT) : value.asText()));
                String like = column + " " + op.toUpperCase(Locale.ROOT) + " ? ESCAPE '!'";
                return op.equals("like") ? like : "(" + like + " OR " + column + " IS NULL)";
            }
            case "in", "not in" -> {
                if (!value.isArray() || value.isEmpty() || value.size() > MOST_VALUES) {
                    throw wrong(op + " wants a list of 1 to 1,000 values");
                }
                value.forEach(item -> values.add(bound(field, item, carriers)));
                String in = column + " " + op.toUpperCase(Locale.ROOT) + " (" + Sql.marks(value.size()) + ")";
                return op.equals("in") ? in : "(" + in + " OR " + column + " IS NULL)";
            }
            case "is" -> {
                boolean set = "set".equals(value.asText());
                if (!set && !"not set".equals(value.asText())) {
                    throw wrong("is wants \"set\" or \"not set\"");
                }
                return column + (set ? " IS NOT NULL" : " IS NULL");
            }
            default -> throw wrong("no operator of this name");
        }
    }

    /** The caller's backslashes in our own escape: a lone one at the end is an error to one database of the two. */
    private static String pattern(String like) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            boolean escapes = c == '\\' && i + 1 < like.length() && "%_\\".indexOf(like.charAt(i + 1)) >= 0;
            if (escapes) {
                c = like.charAt(++i);
            }
            pattern.append(c == '!' || (escapes && c != '\\') ? "!" : "").append(c);
        }
        return pattern.toString();
    }

    private static Object bound(Field field, JsonNode value, Carriers carriers) {
        if (value.isNull()) {
            throw wrong("use [\"" + field.name() + "\", \"is\", \"not set\"]");
        }
        return switch (field.type()) {
            case Check, Datetime, Date, Carrier -> field.type().toColumn(field, value, carriers);
            case Int, Count, Percent, Currency -> {
                // A fraction beyond what a double holds is infinite, and of no use here.
                if (!value.isNumber() || !(Math.abs(value.doubleValue()) < LARGEST)) {
                    throw wrong(field.name() + " is a number");
                }
                yield value.decimalValue();
            }
            default -> {
                if (value.isContainerNode()) {
                    throw wrong("the value of " + field.name() + " is a string");
                }
                yield value.asText();
            }
        };
    }

    private static String order(RecordType type, String orderBy) {
        if (orderBy == null || orderBy.isBlank()) {
            return type.newest() == null
                    ? type.field("modified", "order_by").column() + " DESC, " + type.key()
                    : type.newest().stream()
                            .map(field -> type.field(field, "order_by").column() + " DESC")
                            .collect(Collectors.joining(", "));
        }
        List<String> terms = new ArrayList<>();
        for (String term : orderBy.split(",", MOST_CONDITIONS)) {
            String[] words = term.strip().replace("`", "").split("\\s+");
            boolean descending = words.length == 2 && words[1].equalsIgnoreCase("desc");
            if (words.length > 2 || (words.length == 2 && !descending && !words[1].equalsIgnoreCase("asc"))) {
                throw new TelException.InvalidRequest("order_by is a field and asc or desc", "order_by");
            }
            terms.add(type.field(words[0], "order_by").column() + (descending ? " DESC" : " ASC"));
        }
        // Pages of equal values would overlap without it.
        terms.add(type.key());
        return String.join(", ", terms);
    }

    private static int number(String name, String text, int least, int most, int otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new TelException.InvalidRequest(name + " is a number from " + least + " to " + most, name);
        }
        return Integer.parseInt(text);
    }

    private static JsonNode json(String name, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new TelException.InvalidRequest(name + " is no JSON", name);
        }
    }

    private static TelException wrong(String message) {
        return new TelException.InvalidRequest(message, "filters");
    }
}
