package com.dartwing.tel.json;

import com.dartwing.tel.error.TelException.InvalidRequest;
import com.dartwing.tel.error.TelException.TooLarge;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads a request body with one list that is too long to be held in memory: its items are handed on one by one, the
 * other fields come back as a record. As strict as {@link StrictJson}; besides, every field but the list is a single
 * value, and an item is a single value or a flat object, so that no body fills the memory.
 */
public final class StreamedJson {

    private static final StrictJson STRICT = new StrictJson(Integer.MAX_VALUE);

    private StreamedJson() {}

    /** Takes the items of the list, in order. */
    @FunctionalInterface
    public interface Items {

        /**
         * @param index place in the list, from 0
         * @param item a text, number or truth; a flat object whose names {@code itemType} knows. In the place of
         *     whatever is nested deeper is an empty list
         */
        void take(int index, JsonNode item);
    }

    /**
     * Reads a body to its end.
     *
     * @param type what the fields are, the list left out
     * @param list the list's name
     * @param most how many items are taken
     * @param itemType names that an item may have when it is an object
     * @throws InvalidRequest when the body is not exactly that
     * @throws TooLarge when the list has more items
     */
    public static <T> T read(InputStream body, Class<T> type, String list, int most, Class<?> itemType, Items items) {
        Reader text = new InputStreamReader(
                body,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonParser parser = StrictJson.parser(text)) {
            ObjectNode rest = StrictJson.told(parser, reading -> fields(reading, type, list, most, itemType, items));
            return STRICT.bind(rest, type);
        } catch (CharacterCodingException malformed) {
            throw new InvalidRequest("The body is not valid UTF-8", null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ObjectNode fields(
            JsonParser parser, Class<?> type, String list, int most, Class<?> itemType, Items items)
            throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidRequest("The body must be a JSON object", null);
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        boolean listed = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(list)) {
                listed = true;
                items(parser, list, most, itemType, items);
            } else if (!Shape.knows(type, name)) {
                throw Shape.refusal(name, "is not a known field");
            } else if (value.isStructStart()) {
                throw Shape.refusal(name, "must be a single value");
            } else {
                rest.set(name, StrictJson.value(parser, name));
            }
        }
        if (parser.nextToken() != null) {
            throw new InvalidRequest("The body must be one JSON object and nothing after it", null);
        }
        if (!listed) {
            throw Shape.refusal(list, "is required");
        }
        return rest;
    }

    private static void items(JsonParser parser, String list, int most, Class<?> itemType, Items items)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Shape.refusal(list, "must be a list");
        }
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (index == most) {
                throw new TooLarge(list + " may have at most " + most + " items", list);
            }
            items.take(index, item(parser, list + "[" + index + "]", itemType));
            index++;
        }
        if (index == 0) {
            throw Shape.refusal(list, "must not be empty");
        }
    }

    private static JsonNode item(JsonParser parser, String path, Class<?> itemType) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return single(parser, path);
        }
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!Shape.knows(itemType, name)) {
                throw Shape.refusal(Shape.at(path, name), "is not a known field");
            }
            parser.nextToken();
            item.set(name, single(parser, Shape.at(path, name)));
        }
        return item;
    }

    private static JsonNode single(JsonParser parser, String path) throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
            return JsonNodeFactory.instance.arrayNode();
        }
        return StrictJson.value(parser, path);
    }
}
