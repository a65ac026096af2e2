package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.opensearch.client.Request;
import org.opensearch.client.ResponseException;
import org.opensearch.client.RestClient;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The indexes in OpenSearch that hold copies of the records: one for each month, as the database's partitions are. */
@Component
class CdrIndex {

    static final String ALL = "tel_cdr-*";

    private static final String TEMPLATE = "/_index_template/tel_cdr";

    private final Optional<RestClient> client;
    private volatile boolean prepared;

    CdrIndex(Optional<RestClient> client) {
        this.client = client;
    }

    boolean isThere() {
        return client.isPresent();
    }

    /** The index of a month. */
    static String nameOf(YearMonth month) {
        return "tel_cdr-" + month;
    }

    /** Says how the indexes that are still to come are made. */
    void prepare() throws IOException {
        if (!prepared) {
            ask(
                    "PUT",
                    TEMPLATE,
                    new ClassPathResource("opensearch/tel_cdr.json").getContentAsString(StandardCharsets.UTF_8));
            prepared = true;
        }
    }

    /** Says it anew the next time: who was away may have lost it. */
    void forget() {
        prepared = false;
    }

    /** Removes the months up to and including this one. */
    void dropUntil(YearMonth last) throws IOException {
        for (JsonNode index : ask("GET", "/_cat/indices/" + ALL + "?format=json&h=index", null)) {
            String name = index.path("index").asText();
            if (name.compareTo(nameOf(last)) <= 0) {
                ask("DELETE", "/" + name, null);
            }
        }
    }

    /** Asks all of the indexes; there may be none yet. */
    JsonNode search(Object question) throws IOException {
        return ask("POST", "/" + ALL + "/_search?ignore_unavailable=true&allow_no_indices=true", Json.write(question));
    }

    private JsonNode ask(String method, String path, String body) throws IOException {
        Request request = new Request(method, path);
        if (body != null) {
            request.setJsonEntity(body);
        }
        try {
            return Json.read(EntityUtils.toString(
                    client.orElseThrow().performRequest(request).getEntity(), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IOException(e);
        } catch (ResponseException e) {
            if (method.equals("DELETE") && e.getResponse().getStatusLine().getStatusCode() == 404) {
                return Json.tree(List.of());
            }
            throw e;
        }
    }
}
