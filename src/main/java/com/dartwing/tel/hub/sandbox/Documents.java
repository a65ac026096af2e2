package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What tells a carrier what happens in a call, XML or JSON, as the JSON that simulators' mappings read. */
final class Documents {

    private static final XMLInputFactory XML = XMLInputFactory.newInstance();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private Documents() {}

    /** Whether the hub's answer to a call back is one, and no mere yes. */
    static boolean isOne(String text) {
        return text.startsWith("<?xml")
                || (text.contains("\"action\"") && Json.read(text).has("action"));
    }

    /**
     * XML's verbs in order, each {@code {name, attributes, text, inside}}; JSON as it is.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static JsonNode read(String text) {
        return text.startsWith("<?xml") ? verbs(text) : Json.read(text);
    }

    private static JsonNode verbs(String xml) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(xml));
            reader.nextTag();
            JsonNode verbs = element(reader).path("inside");
            while (reader.hasNext()) {
                reader.next();
            }
            return verbs;
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("no XML: " + xml, e);
        }
    }

    private static ObjectNode element(XMLStreamReader reader) throws XMLStreamException {
        ObjectNode element = (ObjectNode) Json.tree(
                Map.of("name", reader.getLocalName(), "attributes", Map.of(), "text", "", "inside", List.of()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            ((ObjectNode) element.get("attributes")).put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        StringBuilder text = new StringBuilder();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                ((ArrayNode) element.get("inside")).add(element(reader));
            } else if (reader.isCharacters()) {
                text.append(reader.getText());
            }
        }
        return element.put("text", text.toString());
    }
}
