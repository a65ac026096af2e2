package com.dartwing.tel.carrier;

import com.dartwing.tel.fax.FaxEnd;
import java.util.Map;

/**
 * How faxes go through a carrier.
 *
 * @param causes its words for why a fax failed, with ours; any other word means that the transmission failed
 */
public record FaxSpec(Map<String, FaxEnd> causes) {

    /** Of a carrier that says nothing about it. */
    public static final FaxSpec DEFAULT = new FaxSpec(null);

    public FaxSpec {
        causes = causes == null ? Map.of() : Map.copyOf(causes);
    }

    public FaxEnd end(String cause) {
        return cause == null ? FaxEnd.FAILED : causes.getOrDefault(cause, FaxEnd.FAILED);
    }
}
