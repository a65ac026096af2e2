package com.dartwing.tel.hub.carrier.check;

/**
 * One line of the table that a carrier's author reads.
 *
 * @param subject what was looked at
 */
record Finding(Verdict verdict, String subject, String detail) {

    /** How it is. */
    enum Verdict {
        OK,
        /** It works, and something is worth knowing. */
        HINT,
        MISSING,
        WRONG;

        boolean isFault() {
            return this == MISSING || this == WRONG;
        }
    }

    static Finding ok(String subject, String detail) {
        return new Finding(Verdict.OK, subject, detail);
    }

    static Finding hint(String subject, String detail) {
        return new Finding(Verdict.HINT, subject, detail);
    }

    static Finding missing(String subject, String detail) {
        return new Finding(Verdict.MISSING, subject, detail);
    }

    static Finding wrong(String subject, String detail) {
        return new Finding(Verdict.WRONG, subject, detail);
    }
}
