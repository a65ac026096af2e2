package com.dartwing.tel.carrier;

import com.dartwing.tel.fax.FaxEnd;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * How faxes go through a carrier.
 *
 * @param causes its words for why a fax failed, with ours; any other word means that the transmission failed
 * @param documentHosts where faxes that came in lie, beside its own base URLs, each with all below it
 * @param documentSeconds how long they lie there
 */
public record FaxSpec(
        Map<String, FaxEnd> causes,
        @JsonProperty("document-hosts") List<String> documentHosts,
        @JsonProperty("document-seconds") Integer documentSeconds) {

    /** Of a carrier that says nothing about it. */
    public static final FaxSpec DEFAULT = new FaxSpec(null, null, null);

    private static final int TEN_MINUTES = 600;

    public FaxSpec {
        causes = causes == null ? Map.of() : Map.copyOf(causes);
        documentHosts = documentHosts == null ? List.of() : List.copyOf(documentHosts);
        documentSeconds = documentSeconds == null ? TEN_MINUTES : documentSeconds;
    }

    /**
     * What a carrier's word means.
     *
     * @param cause it, with or without a number after a space; a word without its number stands for all its numbers
     */
    public FaxEnd end(String cause) {
        if (cause == null) {
            return FaxEnd.FAILED;
        }
        FaxEnd exact = causes.get(cause);
        return exact != null ? exact : causes.getOrDefault(cause.split(" ", 2)[0], FaxEnd.FAILED);
    }
}
