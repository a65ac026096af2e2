package com.dartwing.tel.fax;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a fax failed, whatever its carrier calls it; each carrier's folder translates its own words into these. */
public enum FaxEnd {
    @JsonProperty("busy")
    BUSY("TEL-202", true, "the line is busy"),
    @JsonProperty("no-answer")
    NO_ANSWER("TEL-203", true, "nobody answered"),
    @JsonProperty("rejected")
    REJECTED("TEL-204", false, "the call was declined"),
    @JsonProperty("unreachable")
    UNREACHABLE("TEL-002", false, "the number cannot be reached"),
    @JsonProperty("negotiation")
    NEGOTIATION("TEL-301", false, "no fax machine answered, or the two could not agree"),
    @JsonProperty("document")
    DOCUMENT("TEL-303", false, "the carrier could not read the document"),
    @JsonProperty("canceled")
    CANCELED(null, false, null),
    @JsonProperty("failed")
    FAILED("TEL-302", false, "the transmission failed");

    private final String code;
    private final boolean mayBeTriedAgain;
    private final String words;

    FaxEnd(String code, boolean mayBeTriedAgain, String words) {
        this.code = code;
        this.mayBeTriedAgain = mayBeTriedAgain;
        this.words = words;
    }

    /** The code of the failure (seed, Appendix A), or null when nothing failed. */
    public String code() {
        return code;
    }

    /** Whether the same fax may go through a little later: busy lines and unanswered calls, and nothing else. */
    public boolean mayBeTriedAgain() {
        return mayBeTriedAgain;
    }

    /** In words, for whoever reads the record. */
    public String words() {
        return words;
    }
}
