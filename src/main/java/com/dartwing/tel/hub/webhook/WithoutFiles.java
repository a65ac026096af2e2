package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.rest.FormContext;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;

/**
 * Reads a carrier's call that holds whole files, as JSON (RFC 8259) in base64 or as parts of a form (RFC 7578). The files
 * are passed over as they come and fill no memory; what is left is small, and one JSON object whichever form it had.
 */
final class WithoutFiles {

    /** Of a call with all that it holds: a file of 50 MiB in base64, and what is said about it. */
    private static final long LARGEST = 72L << 20;

    /** Of what is left of it. */
    private static final int LONGEST = 64 << 10;

    private static final int DEEPEST = 64;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(LARGEST)
                    .maxStringLength(LONGEST)
                    .maxTokenCount(LONGEST)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build());

    private WithoutFiles() {}

    /**
     * The call without its files.
     *
     * @param body as it comes
     * @param files the fields that hold them; a form's part that has the name of a file is one whatever its field
     * @throws IllegalArgumentException when it is neither a JSON object nor a form
     * @throws TelException.TooLarge when it is larger than any, or its rest is
     */
    static JsonNode read(HttpServletRequest request, InputStream body, Set<String> files) {
        try {
            JsonNode read =
                    FormContext.isForm(request) ? form(new FormContext(request, body), files) : json(body, files);
            if (Json.write(read).length() > LONGEST) {
                throw tooLarge();
            }
            return read;
        } catch (StreamConstraintsException | SizeException e) {
            throw tooLarge();
        } catch (IOException | InvalidFileNameException e) {
            throw new IllegalArgumentException("neither JSON nor a form, or it broke off", e);
        }
    }

    private static TelException.TooLarge tooLarge() {
        return new TelException.TooLarge("The call is larger than any of this carrier", null);
    }

    private static JsonNode json(InputStream body, Set<String> files) throws IOException {
        try (JsonParser whole = MAPPER.createParser(body)) {
            JsonNode read = MAPPER.readTree(new FilteringParserDelegate(
                    whole, new Without(files), TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true));
            if (read == null || !read.isObject() || whole.nextToken() != null) {
                throw new IllegalArgumentException("not one JSON object");
            }
            return read;
        }
    }

    /** Everything but some fields of the outermost object. */
    private static final class Without extends TokenFilter {

        private final Set<String> fields;

        Without(Set<String> fields) {
            this.fields = fields;
        }

        @Override
        public TokenFilter includeProperty(String name) {
            return fields.contains(name) ? null : INCLUDE_ALL;
        }
    }

    private static JsonNode form(FormContext form, Set<String> files) throws IOException {
        ObjectNode read = MAPPER.createObjectNode();
        FileUpload upload = new FileUpload();
        upload.setSizeMax(LARGEST);
        FileItemIterator parts = upload.getItemIterator(form);
        int left = LONGEST;
        while (parts.hasNext()) {
            FileItemStream part = parts.next();
            if (part.isFormField() && !files.contains(part.getFieldName())) {
                String text = text(part, left);
                left -= text.length();
                read.set(part.getFieldName(), value(text));
            }
        }
        if (read.isEmpty()) {
            throw new IllegalArgumentException("a form without fields");
        }
        return read;
    }

    private static String text(FileItemStream part, int most) throws IOException {
        try (InputStream in = part.openStream()) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw tooLarge();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Parts that are objects are JSON; what else a part says is a text. */
    private static JsonNode value(String text) {
        try {
            if (text.strip().startsWith("{")) {
                return Json.read(text);
            }
        } catch (IllegalArgumentException e) {
            // A text that begins so.
        }
        return MAPPER.getNodeFactory().textNode(text);
    }
}
