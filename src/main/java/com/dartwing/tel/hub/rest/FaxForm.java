package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.document.Upload;
import com.dartwing.tel.json.ContentHash;
import com.dartwing.tel.json.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;

/**
 * A form with documents ({@code multipart/form-data}, RFC 7578), read as it comes: documents into files, fields into the
 * object that JSON would have been.
 */
final class FaxForm {

    private static final String DOCUMENT = "document";
    private static final int MOST_DOCUMENTS = 20;
    private static final String RECIPIENTS = "recipients";
    private static final int LONGEST_FIELD = 16 * 1024;
    private static final int LONGEST_LIST = 64 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final Set<String> SWITCHES = Set.of("cover_page_enabled", "hipaa_mode");
    private static final Set<String> OBJECTS = Set.of("cover_page", "context", RECIPIENTS);
    private static final String COVER = "cover_page.";

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final List<Upload> documents = new ArrayList<>();
    private final ContentHash hash = new ContentHash();
    private final Path directory;
    private final long most;
    private long taken;

    private FaxForm(Path directory, long most) {
        this.directory = directory;
        this.most = most;
    }

    /**
     * Reads a form.
     *
     * @param directory where its documents are put
     * @param most bytes of all its documents together
     * @throws TelException.TooLarge when they have more
     */
    static FaxForm read(HttpServletRequest request, InputStream body, Path directory, long most) {
        FaxForm form = new FaxForm(directory, most);
        try {
            FileItemIterator parts = new FileUpload().getItemIterator(new FormContext(request, body));
            while (parts.hasNext()) {
                form.part(parts.next());
            }
        } catch (IOException | InvalidFileNameException e) {
            throw new TelException.InvalidRequest("The form is malformed, or broke off", null);
        }
        return form;
    }

    private void part(FileItemStream part) throws IOException {
        String name = part.getFieldName();
        try (InputStream in = part.openStream()) {
            if (DOCUMENT.equals(name)) {
                document(part.getName(), in);
            } else {
                field(name, in);
            }
        }
    }

    private void document(String called, InputStream in) throws IOException {
        if (documents.size() == MOST_DOCUMENTS) {
            throw new TelException.InvalidRequest("A fax has at most " + MOST_DOCUMENTS + " documents", DOCUMENT);
        }
        Path file = directory.resolve("document-" + documents.size());
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                taken += read;
                if (taken > most) {
                    throw new TelException.TooLarge("The documents are larger than " + most + " bytes", DOCUMENT);
                }
                hash.add(buffer, read);
                out.write(buffer, 0, read);
            }
        }
        // Where it ends, so that two documents are not taken for one.
        hash.add(IntNode.valueOf(documents.size()));
        documents.add(new Upload(called == null || called.isBlank() ? DOCUMENT : called, file));
    }

    private void field(String name, InputStream in) throws IOException {
        int longest = RECIPIENTS.equals(name) ? LONGEST_LIST : LONGEST_FIELD;
        byte[] bytes = in.readNBytes(longest + 1);
        if (bytes.length > longest) {
            throw new TelException.InvalidRequest(name + " is too long", name);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (name.startsWith(COVER)) {
            JsonNode cover = fields.get("cover_page");
            put(
                    cover instanceof ObjectNode known ? known : fields.putObject("cover_page"),
                    name.substring(COVER.length()),
                    text);
        } else {
            put(fields, name, text);
        }
    }

    private static void put(ObjectNode object, String name, String text) {
        if (object.has(name)) {
            throw new TelException.InvalidRequest(name + " is there twice", name);
        }
        if (SWITCHES.contains(name) && text.matches("true|false|0|1")) {
            object.put(name, text.equals("true") || text.equals("1"));
        } else if (name.equals("max_retries") && text.matches("\\d{1,6}")) {
            object.put(name, Integer.parseInt(text));
        } else if (OBJECTS.contains(name)) {
            object.set(name, StrictJson.readField(name, text));
        } else {
            object.put(name, text);
        }
    }

    /** What is no document. */
    ObjectNode fields() {
        return fields;
    }

    List<Upload> documents() {
        return documents;
    }

    /** Of all that the form says, whatever boundary it was written with; asked for once. */
    String hash() {
        return hash.add(fields).hex();
    }
}
