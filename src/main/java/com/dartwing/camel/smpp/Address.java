package com.dartwing.camel.smpp;

/**
 * Who sends or receives.
 *
 * @param ton type of number (SMPP 5.0, section 4.7.1): 1 international, 5 alphanumeric
 * @param npi numbering plan (section 4.7.2): 1 E.164
 * @param text at most 20 characters
 */
public record Address(int ton, int npi, String text) {

    private static final int LONGEST = 20;

    static Address read(BodyReader in, CommandStatus otherwise) {
        return new Address(in.octet(), in.octet(), in.text(LONGEST, otherwise));
    }

    void write(BodyWriter out) {
        out.octet(ton).octet(npi).text(text);
    }

    /** Without the number, which may not reach a log. */
    @Override
    public String toString() {
        return "Address[ton=" + ton + ", npi=" + npi + "]";
    }
}
