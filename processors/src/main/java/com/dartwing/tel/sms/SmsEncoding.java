package com.dartwing.tel.sms;

/** How a message's text is coded on the air, and what one segment holds (3GPP TS 23.040, section 9.2.3.24.1). */
public enum SmsEncoding {
    /** The GSM 7-bit default alphabet with its extension table; units are septets. */
    GSM_7("GSM-7", 160, 153),
    /** Everything else; units are UTF-16 code units. */
    UCS_2("UCS-2", 70, 67);

    private final String label;
    private final int single;
    private final int concatenated;

    SmsEncoding(String label, int single, int concatenated) {
        this.label = label;
        this.single = single;
        this.concatenated = concatenated;
    }

    /** The name that people read, {@code GSM-7} or {@code UCS-2}. */
    public String label() {
        return label;
    }

    /** Units that fit into a message of one segment. */
    public int single() {
        return single;
    }

    /** Units that fit into each segment of a longer message, beside its 6 octets of header. */
    public int concatenated() {
        return concatenated;
    }
}
