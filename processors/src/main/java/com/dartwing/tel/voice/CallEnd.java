package com.dartwing.tel.voice;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a call ended, whatever its carrier calls it; each carrier's folder translates its own words into these. */
public enum CallEnd {
    @JsonProperty("normal")
    NORMAL(CallStatus.COMPLETED, null, null, "the call ended"),
    @JsonProperty("canceled")
    CANCELED(CallStatus.CANCELED, null, 487, "it was hung up before anybody answered"),
    @JsonProperty("busy")
    BUSY(CallStatus.BUSY, "TEL-202", 486, "the line is busy"),
    @JsonProperty("no-answer")
    NO_ANSWER(CallStatus.NO_ANSWER, "TEL-203", 480, "nobody answered"),
    @JsonProperty("rejected")
    REJECTED(CallStatus.FAILED, "TEL-204", 603, "the call was declined"),
    @JsonProperty("failed")
    FAILED(CallStatus.FAILED, "TEL-201", null, "the call could not be completed");

    private final CallStatus status;
    private final String code;
    private final Integer sip;
    private final String words;

    CallEnd(CallStatus status, String code, Integer sip, String words) {
        this.status = status;
        this.code = code;
        this.sip = sip;
        this.words = words;
    }

    /** What becomes of a call that nobody had answered. */
    CallStatus status() {
        return status;
    }

    /** The {@code TEL-2xx} code (seed, Appendix A), or null when nothing failed. */
    public String code() {
        return code;
    }

    /** The SIP response (RFC 3261, section 21) that says so, or null when none does. */
    public Integer sip() {
        return sip;
    }

    /** In words, for whoever reads the record. */
    public String words() {
        return words;
    }
}
