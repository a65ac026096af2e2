package com.dartwing.tel.json;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.error.TelException.InvalidRequest;
import com.dartwing.tel.error.TelException.TooLarge;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Reads request bodies (RFC 8259) and takes nothing for something else: no unknown and no duplicate name, no number for
 * a text nor a text for a number, no 1.0 for a 1, no lone surrogate, nothing after the object. Names are snake_case;
 * words of an enum are understood in any case; a component's type may be a text, a number, a boolean, an enum, an
 * {@link Instant}, a record, a list or map of these, or a {@link JsonNode}. A record that is {@link JsonUnwrapped} has its
 * components among those of the record around it, which wins where both have one of a name. A component of a primitive
 * type that is absent has Java's default.
 *
 * <p>Whatever the bytes are, the only exceptions are {@link InvalidRequest} with the dotted path of the field at fault
 * ({@code context.a}, {@code tags[3]}), {@link TooLarge}, and the refusals that a record's own constructor throws.
 */
public final class StrictJson {

    /** Objects and lists inside each other, the outermost included. */
    private static final int DEEPEST = 64;
    /** Longer numbers cost quadratic time and mean nothing here. */
    private static final int LONGEST_NUMBER = 100;
    /** Beyond this a number written out in full would fill the memory. */
    private static final int LARGEST_EXPONENT = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Names are the caller's: interning and keeping them would let a caller fill the memory.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(Instant.class, new Times.InstantReader()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final int maxBytes;

    /** @param maxBytes the longest body that is read, in bytes */
    public StrictJson(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The body as a record.
     *
     * @throws InvalidRequest when it is not exactly what the record wants
     * @throws TooLarge when it is longer than this reader takes
     */
    public <T> T read(byte[] body, Class<T> recordType) {
        return bind(readTree(body), recordType);
    }

    /**
     * An object that was already read, as a record.
     *
     * @throws InvalidRequest when it is not exactly what the record wants
     */
    public <T> T bind(ObjectNode object, Class<T> recordType) {
        Shape.check(object, recordType);
        try {
            return MAPPER.treeToValue(object, recordType);
        } catch (InvalidDefinitionException ours) {
            throw (TelException) new TelException.Internal().initCause(ours);
        } catch (JsonProcessingException refused) {
            throw refusal(refused);
        }
    }

    /**
     * The body as a tree; its top level is an object.
     *
     * @throws InvalidRequest when it is not well-formed
     * @throws TooLarge when it is longer than this reader takes
     */
    public ObjectNode readTree(byte[] body) {
        if (body == null || body.length == 0) {
            throw new InvalidRequest("The body is empty; it must be a JSON object", null);
        }
        if (body.length > maxBytes) {
            throw new TooLarge("The body may have at most " + maxBytes + " bytes", null);
        }
        try (JsonParser parser = MAPPER.createParser(decode(body))) {
            return told(parser, StrictJson::object);
        } catch (IOException impossible) {
            throw new InvalidRequest("The body cannot be read", null);
        }
    }

    /** What a text field of the body's object says; null when there is none, or the body cannot be read. */
    public String peek(byte[] body, String field) {
        try {
            return readTree(body).path(field).textValue();
        } catch (TelException unreadable) {
            // Whoever reads the whole says what is wrong with it.
            return null;
        }
    }

    /**
     * A value that stands in a form's field, as strict as a body.
     *
     * @throws InvalidRequest naming the field, when it is not well-formed
     */
    public static JsonNode readField(String name, String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonNode value = MAPPER.readTree(parser);
            if (value == null || value.isMissingNode() || parser.nextToken() != null) {
                throw Shape.refusal(name, "is no JSON");
            }
            wellFormed(value, name);
            return value;
        } catch (IOException | NumberFormatException malformed) {
            throw Shape.refusal(name, "is no JSON");
        }
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        if (!(MAPPER.readTree(parser) instanceof ObjectNode object)) {
            throw new InvalidRequest("The body must be a JSON object", null);
        }
        if (parser.nextToken() != null) {
            throw new InvalidRequest("The body must be one JSON object and nothing after it", null);
        }
        wellFormed(object, "");
        return object;
    }

    /** A parser for who reads a body piece by piece. */
    static JsonParser parser(Reader body) throws IOException {
        return MAPPER.createParser(body);
    }

    /** The value at which the parser stands. */
    static JsonNode value(JsonParser parser, String path) throws IOException {
        JsonNode value = MAPPER.readTree(parser);
        wellFormed(value, path);
        return value;
    }

    /** What is done with a parser. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** Reads, and tells what Jackson finds in a caller's words. */
    static <T> T told(JsonParser parser, Reading<T> reading) throws IOException {
        try {
            return reading.read(parser);
        } catch (StreamConstraintsException beyond) {
            throw new InvalidRequest(
                    "The body is nested deeper than " + DEEPEST + " levels or has a name or number that is too long",
                    Caller.field(path(parser)));
        } catch (NumberFormatException endless) {
            // Jackson lets this through for an exponent that BigDecimal cannot hold.
            throw Shape.refusal(path(parser), "is out of range");
        } catch (JsonProcessingException malformed) {
            String path = path(parser);
            // The message is Jackson's; there is no other mark of a duplicate.
            if (String.valueOf(malformed.getOriginalMessage()).startsWith("Duplicate field")) {
                throw Shape.refusal(path, "is there twice");
            }
            JsonLocation where = malformed.getLocation();
            String place = where == null ? "" : ", line " + where.getLineNr() + ", column " + where.getColumnNr();
            throw new InvalidRequest("The body is not valid JSON" + place, Caller.field(path));
        }
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new InvalidRequest("The body is not valid UTF-8", null);
        }
    }

    /** What JSON's grammar lets through and no storage could keep: half characters, and numbers without end. */
    private static void wellFormed(JsonNode node, String path) {
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                String inner = Shape.at(path, entry.getKey());
                whole(entry.getKey(), inner);
                wellFormed(entry.getValue(), inner);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                wellFormed(node.get(i), path + "[" + i + "]");
            }
        } else if (node.isTextual()) {
            whole(node.textValue(), path);
        } else if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > LARGEST_EXPONENT) {
            throw Shape.refusal(path, "is out of range");
        }
    }

    private static void whole(String text, String path) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int point = text.codePointAt(i);
                if (Character.charCount(point) == 1) {
                    throw Shape.refusal(path, "has half of a surrogate pair");
                }
                i++;
            }
        }
    }

    /** Where the parser stands, as a dotted path. */
    private static String path(JsonParser parser) {
        StringBuilder path = new StringBuilder();
        JsonStreamContext context = parser.getParsingContext();
        JsonPointer pointer = context.pathAsPointer();
        for (JsonPointer at = pointer; at != null && !at.matches() && path.length() < 400; at = at.tail()) {
            step(path, at);
        }
        return path.toString();
    }

    private static void step(StringBuilder path, JsonPointer at) {
        if (at.mayMatchElement()) {
            path.append('[').append(at.getMatchingIndex()).append(']');
        } else {
            path.append(path.isEmpty() ? "" : ".").append(at.getMatchingProperty());
        }
    }

    private static TelException refusal(JsonProcessingException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof TelException ours) {
                return ours;
            }
        }
        String path = refused instanceof JsonMappingException mapping ? path(mapping.getPath()) : "";
        return path.isEmpty()
                ? new InvalidRequest("The body is not what this operation takes", null)
                : Shape.refusal(path, "is not valid");
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }
}
