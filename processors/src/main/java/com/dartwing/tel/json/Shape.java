package com.dartwing.tel.json;

import com.dartwing.tel.error.TelException.InvalidRequest;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a record wants of a JSON object: its names, which of them are required, and the kind of each value. It compares
 * before anything is bound, so that a refusal names the field and no value is ever bent into another type.
 */
final class Shape {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(type);
        }
    };

    private final Map<String, Component> components = new LinkedHashMap<>();

    private record Component(String name, Type type, boolean required) {}

    private Shape(Class<?> recordType) {
        for (RecordComponent component : recordType.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                SHAPES.get(component.getType()).components.forEach(components::putIfAbsent);
            } else {
                components.put(
                        nameOf(component),
                        new Component(
                                nameOf(component),
                                component.getGenericType(),
                                component.isAnnotationPresent(Required.class)));
            }
        }
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named != null && !named.value().isEmpty()
                ? named.value()
                : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
    }

    /** Refuses the object when it is not what the record type wants. */
    static void check(ObjectNode object, Class<?> recordType) {
        SHAPES.get(recordType).check(object, "");
    }

    /** Whether the record type has a component of this name. */
    static boolean knows(Class<?> recordType, String name) {
        return SHAPES.get(recordType).components.containsKey(name);
    }

    private void check(JsonNode object, String path) {
        object.fieldNames().forEachRemaining(name -> {
            if (!components.containsKey(name)) {
                throw refusal(at(path, name), "is not a known field");
            }
        });
        for (Component component : components.values()) {
            if (component.required() && !object.hasNonNull(component.name())) {
                throw refusal(at(path, component.name()), "is required");
            }
        }
        object.properties()
                .forEach(entry ->
                        value(entry.getValue(), components.get(entry.getKey()).type(), at(path, entry.getKey())));
    }

    private static void value(JsonNode value, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            container(value, generic, path);
        } else if (type instanceof Class<?> plain) {
            single(value, plain, path);
        }
    }

    private static void container(JsonNode value, ParameterizedType type, String path) {
        if (value.isNull()) {
            return;
        }
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            require(value.isArray(), path, "must be a list");
            for (int i = 0; i < value.size(); i++) {
                require(!value.get(i).isNull(), path + "[" + i + "]", "must not be null");
                value(value.get(i), arguments[0], path + "[" + i + "]");
            }
        } else if (Map.class.isAssignableFrom(raw)) {
            require(value.isObject(), path, "must be an object");
            value.properties().forEach(entry -> value(entry.getValue(), arguments[1], at(path, entry.getKey())));
        } else {
            value(value, arguments[0], path);
        }
    }

    private static void single(JsonNode value, Class<?> type, String path) {
        if (value.isNull()) {
            require(!type.isPrimitive(), path, "must not be null");
        } else if (type.isRecord()) {
            require(value.isObject(), path, "must be an object");
            SHAPES.get(type).check(value, path);
        } else if (CharSequence.class.isAssignableFrom(type)) {
            require(value.isTextual(), path, "must be text");
        } else if (type == boolean.class || type == Boolean.class) {
            require(value.isBoolean(), path, "must be true or false");
        } else if (type == int.class || type == Integer.class) {
            require(value.isIntegralNumber(), path, "must be a whole number");
            require(value.canConvertToInt(), path, "is out of range");
        } else if (type == long.class || type == Long.class) {
            require(value.isIntegralNumber(), path, "must be a whole number");
            require(value.canConvertToLong(), path, "is out of range");
        } else if (type == BigInteger.class) {
            require(value.isIntegralNumber(), path, "must be a whole number");
        } else if (type == BigDecimal.class || type == double.class || type == Double.class) {
            require(value.isNumber(), path, "must be a number");
        } else if (type == Instant.class) {
            require(
                    value.isTextual() && Times.parse(value.textValue()).isPresent(),
                    path,
                    "must be a time such as 2026-01-15T10:30:00Z");
        } else if (type.isEnum()) {
            word(value, type, path);
        } else if (type == ObjectNode.class || Map.class.isAssignableFrom(type)) {
            require(value.isObject(), path, "must be an object");
        } else if (type == ArrayNode.class || Collection.class.isAssignableFrom(type)) {
            require(value.isArray(), path, "must be a list");
        }
    }

    private static void word(JsonNode value, Class<?> type, String path) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
        boolean known = value.isTextual() && words.contains(value.textValue().toLowerCase(Locale.ROOT));
        if (!known) {
            throw refusal(path, "must be one of " + words.stream().collect(Collectors.joining(", ")));
        }
    }

    static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static void require(boolean condition, String path, String otherwise) {
        if (!condition) {
            throw refusal(path, otherwise);
        }
    }

    static InvalidRequest refusal(String path, String what) {
        String who = path.isEmpty() ? "The body" : Caller.echo(path);
        return new InvalidRequest(who + " " + what, Caller.field(path));
    }
}
