package com.dartwing.tel.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one carrier publishes about its API, as a judge of the traffic with it.
 *
 * <p>Reads {@code contracts/<carrier>/official.openapi.yaml} and {@code own.openapi.yaml} (what the carrier tells in prose
 * only); at least one must be there. Each method answers what is wrong, in sentences; an empty list means that the
 * message keeps the contract. Properties, query parameters and statuses which the documents do not name are wrong.
 *
 * <p>Paths are those on the carrier's host, base path included ({@code /v2/messages}), with or without a query. Which host
 * they go to is not looked at, because tests send them to simulators.
 */
public final class CarrierContract {
    private final String carrier;
    private final List<ApiDocument> documents;

    private CarrierContract(String carrier, List<ApiDocument> documents) {
        this.carrier = carrier;
        this.documents = documents;
    }

    /**
     * @param carrier the folder's name, such as {@code telnyx}
     * @throws IllegalArgumentException if there is no such folder
     */
    public static CarrierContract of(String carrier) {
        var documents = new ArrayList<ApiDocument>();
        for (var name : List.of("official.openapi.yaml", "own.openapi.yaml")) {
            var path = "/contracts/" + carrier + "/" + name;
            try (InputStream in = CarrierContract.class.getResourceAsStream(path)) {
                if (in != null) {
                    documents.add(ApiDocument.read(in));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(path, e);
            }
        }
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("No contract for carrier " + carrier);
        }
        return new CarrierContract(carrier, documents);
    }

    /**
     * Judges a request that leaves the hub: method, path, parameters, credentials, content type and body.
     *
     * @param headers one value per name, names in any case
     * @param body as sent; null or empty when there is none
     */
    public List<String> request(String method, String path, Map<String, String> headers, String body) {
        var target = Target.of(path);
        var found = find(method, target);
        if (found.isEmpty()) {
            return List.of(notFound(method, target));
        }
        var operation = found.get();
        var names = caseless(headers);
        var violations = new ArrayList<String>();
        violations.addAll(operation.credentials().check(names, target.query()));
        violations.addAll(operation.parameters().check(operation.values(target), target.query(), names));
        violations.addAll(operation.checkRequestBody(names.get("Content-Type"), body));
        return List.copyOf(violations);
    }

    /** Judges an answer of the carrier, or of who plays it, to such a request. */
    public List<String> response(String method, String path, int status, String body) {
        var target = Target.of(path);
        return find(method, target)
                .map(operation -> operation.checkResponse(status, body))
                .orElseGet(() -> List.of(notFound(method, target)));
    }

    /**
     * Judges a callback of the carrier, or of who plays it.
     *
     * @param name the webhook's key in the document ({@code deliveryUpdate}), or the callback's in OpenAPI 3.0
     */
    public List<String> webhook(String name, Map<String, String> headers, String body) {
        var found = documents.stream()
                .flatMap(document -> document.webhook(name).stream())
                .findFirst();
        if (found.isEmpty()) {
            return List.of(carrier + " has no webhook " + name);
        }
        var operation = found.get();
        var names = caseless(headers);
        var violations = new ArrayList<>(operation.parameters().check(Map.of(), Map.of(), names));
        if (documents.stream().noneMatch(document -> document.sentAsArray(name))) {
            violations.addAll(operation.checkRequestBody(names.get("Content-Type"), body));
            return List.copyOf(violations);
        }
        var elements = Bodies.json(body).filter(JsonNode::isArray);
        if (elements.isEmpty()) {
            violations.add("body: is not the array that " + name + " is sent as");
        }
        elements.ifPresent(array -> array.forEach(element ->
                violations.addAll(operation.checkRequestBody(names.get("Content-Type"), element.toString()))));
        return List.copyOf(violations);
    }

    /** The concrete path wins over the templated one (OpenAPI 3.1, section 4.8.8.2). */
    private Optional<Operation> find(String method, Target target) {
        return documents.stream()
                .flatMap(document -> document.operations().stream())
                .filter(operation ->
                        operation.matches(target) && operation.method().equalsIgnoreCase(method))
                .min(Comparator.comparingInt(operation -> operation.path().variables()));
    }

    private String notFound(String method, Target target) {
        var others = documents.stream()
                .flatMap(document -> document.operations().stream())
                .filter(operation -> operation.matches(target))
                .map(Operation::method)
                .toList();
        return others.isEmpty()
                ? carrier + " has no path " + target.path()
                : carrier + " has no " + method + " " + target.path() + ", only " + others;
    }

    private static Map<String, String> caseless(Map<String, String> headers) {
        var names = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        names.putAll(headers);
        return names;
    }

    /** A request target taken apart: the path as sent, and its query decoded. */
    record Target(String path, Map<String, List<String>> query) {
        static Target of(String text) {
            int mark = text.indexOf('?');
            return mark < 0
                    ? new Target(text, Map.of())
                    : new Target(text.substring(0, mark), new LinkedHashMap<>(Bodies.form(text.substring(mark + 1))));
        }
    }
}
