package com.dartwing.tel.carrier;

/**
 * A carrier did not say yes. The three kinds decide what happens next (design, section 3): a message that was rejected
 * stops, one that was not taken goes to the next carrier, one that may have been taken follows its own policy.
 */
public abstract sealed class CarrierException extends RuntimeException {

    /** The code of whatever a carrier did not hear. */
    public static final String UNREACHED = "TEL-006";

    private final String carrier;
    private final String code;

    private CarrierException(String carrier, String code, String message) {
        // Without stack trace: these are answers, thrown by the thousand when a carrier is down.
        super(message, null, false, false);
        this.carrier = carrier;
        this.code = code;
    }

    /** The carrier's folder name. */
    public final String carrier() {
        return carrier;
    }

    /** The carrier's own error code, the HTTP status, or a word for a fault on the way; never null. */
    public final String code() {
        return code;
    }

    /** What it means to whoever wanted something of the carrier. */
    public String telCode() {
        return UNREACHED;
    }

    /** The carrier's final word on this message. */
    public static final class Rejected extends CarrierException {
        private final String telCode;

        /** @param telCode {@code TEL-002}, or {@code TEL-102} when the content was the reason */
        public Rejected(String carrier, String code, String message, String telCode) {
            super(carrier, code, message);
            this.telCode = telCode;
        }

        @Override
        public String telCode() {
            return telCode;
        }
    }

    /** Not taken, for certain. */
    public static final class Unavailable extends CarrierException {
        private final boolean ourBound;

        public Unavailable(String carrier, String code, String message) {
            this(carrier, code, message, false);
        }

        private Unavailable(String carrier, String code, String message, boolean ourBound) {
            super(carrier, code, message);
            this.ourBound = ourBound;
        }

        /** It was not given to the carrier at all, for as much is with it as may be: nothing against the carrier. */
        public static Unavailable byOurBound(String carrier, String code, String message) {
            return new Unavailable(carrier, code, message, true);
        }

        public boolean isOurBound() {
            return ourBound;
        }
    }

    /** Maybe taken: the answer was lost. */
    public static final class Unknown extends CarrierException {
        public Unknown(String carrier, String code, String message) {
            super(carrier, code, message);
        }
    }
}
