package com.dartwing.tel.carrier;

import com.dartwing.tel.carrier.Carrier.ErrorMeaning;

/**
 * Decides what a carrier's refusal means: its folder's own word on the error code first, the HTTP status otherwise
 * (design, section 3).
 */
public final class ClassifyAnswer {

    private ClassifyAnswer() {}

    /**
     * @param status HTTP status of the answer
     * @param code the carrier's error code, or null when the answer names none
     */
    public static CarrierException refusal(Carrier carrier, int status, String code, String detail) {
        String shown = code == null ? "HTTP " + status : code;
        String message = detail == null ? "HTTP " + status : detail;
        ErrorMeaning meaning = code == null ? null : carrier.errors().get(code);
        if (meaning != null) {
            return switch (meaning.kind()) {
                case "rejected" ->
                    new CarrierException.Rejected(
                            carrier.name(), shown, message, meaning.code() == null ? "TEL-002" : meaning.code());
                case "unavailable", "throttled" -> new CarrierException.Unavailable(carrier.name(), shown, message);
                case "unknown" -> new CarrierException.Unknown(carrier.name(), shown, message);
                default ->
                    throw new IllegalArgumentException(
                            "carrier " + carrier.name() + ": no error kind is called " + meaning.kind());
            };
        }
        return switch (status) {
            // Our credentials or our balance are at fault, not the message: another carrier can take it.
            case 401, 402, 403, 429, 503 -> new CarrierException.Unavailable(carrier.name(), shown, message);
            case 408 -> new CarrierException.Unknown(carrier.name(), shown, message);
            default ->
                status >= 400 && status < 500
                        ? new CarrierException.Rejected(carrier.name(), shown, message, "TEL-002")
                        : new CarrierException.Unknown(carrier.name(), shown, message);
        };
    }

    /** Whether an answer says that the hub's own account is refused, which a person must hear of. */
    public static boolean isOurFault(int status) {
        return status >= 401 && status <= 403;
    }
}
