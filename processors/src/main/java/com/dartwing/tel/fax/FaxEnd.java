package com.dartwing.tel.fax;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a fax failed, whatever its carrier calls it; each carrier's folder translates its own words into these. */
public enum FaxEnd {
    @JsonProperty("busy")
    BUSY("TEL-202", Again.AS_OFTEN_AS_ASKED, "the line is busy"),
    @JsonProperty("no-answer")
    NO_ANSWER("TEL-203", Again.AS_OFTEN_AS_ASKED, "nobody answered"),
    @JsonProperty("rejected")
    REJECTED("TEL-204", Again.NEVER, "the call was declined"),
    @JsonProperty("unreachable")
    UNREACHABLE("TEL-002", Again.NEVER, "the number cannot be reached"),
    @JsonProperty("negotiation")
    NEGOTIATION("TEL-301", Again.NEVER, "no fax machine answered, or the two could not agree"),
    @JsonProperty("not-fetched")
    NOT_FETCHED("TEL-303", Again.UNTIL_GIVEN_UP, "the carrier could not fetch the document"),
    @JsonProperty("document")
    DOCUMENT("TEL-303", Again.NEVER, "the carrier could not read the document"),
    @JsonProperty("canceled")
    CANCELED(null, Again.NEVER, null),
    @JsonProperty("failed")
    FAILED("TEL-302", Again.NEVER, "the transmission failed");

    /** Whether a fax that ended so is sent once more. */
    public enum Again {
        NEVER,
        /** It rang at the other side, and may do so as often as the caller said. */
        AS_OFTEN_AS_ASKED,
        /** Nobody was dialled, and the fault may well be ours: the hub was away when its carrier asked for the document. */
        UNTIL_GIVEN_UP
    }

    private final String code;
    private final Again again;
    private final String words;

    FaxEnd(String code, Again again, String words) {
        this.code = code;
        this.again = again;
        this.words = words;
    }

    /** The code of the failure (seed, Appendix A), or null when nothing failed. */
    public String code() {
        return code;
    }

    /** Whether the same fax may go through a little later. */
    public Again again() {
        return again;
    }

    /** In words, for whoever reads the record. */
    public String words() {
        return words;
    }
}
