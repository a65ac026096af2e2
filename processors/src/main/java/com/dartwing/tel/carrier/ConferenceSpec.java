package com.dartwing.tel.carrier;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How conferences go through a carrier.
 *
 * @param most calls that can be in one
 * @param reports whether it tells who comes and goes; of one that does not, what it took is taken for done
 * @param mutedEntry whether a call can come in that the others do not hear
 */
public record ConferenceSpec(Integer most, Boolean reports, @JsonProperty("muted-entry") Boolean mutedEntry) {

    /** Of a carrier that says nothing about it. */
    public static final ConferenceSpec DEFAULT = new ConferenceSpec(null, null, null);

    public ConferenceSpec {
        most = most == null ? Integer.MAX_VALUE : most;
        reports = !Boolean.FALSE.equals(reports);
        mutedEntry = !Boolean.FALSE.equals(mutedEntry);
    }
}
