package com.dartwing.tel.error;

import java.time.Duration;

/**
 * What the hub refuses or fails to do, told to its caller: one type for each {@code TEL-…} code of the specification's
 * Appendix A and of section 2 of the contract. The REST layer turns it into the error envelope, SMPP into a command
 * status; nobody else needs to know either.
 */
public abstract sealed class TelException extends RuntimeException {

    private final String code;
    private final int httpStatus;
    private final String excType;
    private final String field;
    private String recordId;

    private TelException(String code, int httpStatus, String excType, String message, String field) {
        super(message);
        this.code = code;
        this.httpStatus = httpStatus;
        this.excType = excType;
        this.field = field;
    }

    /** The stable code that callers program against, {@code TEL-001} to {@code TEL-502}. */
    public final String code() {
        return code;
    }

    /** The HTTP status of the answer, 400 to 599. */
    public final int httpStatus() {
        return httpStatus;
    }

    /** The family that the caller's Frappe client turns into an exception class. */
    public final String excType() {
        return excType;
    }

    /** The request's field at fault, or null when no single field is. */
    public final String field() {
        return field;
    }

    /** The record that was written about this refusal, or null when nothing was recorded. */
    public final String recordId() {
        return recordId;
    }

    /** Names the record that was written about this refusal, so that the caller can look it up. */
    public final TelException about(String id) {
        this.recordId = id;
        return this;
    }

    /** How long the caller should wait before it tries again, or null when trying again will not help. */
    public Duration retryAfter() {
        return null;
    }

    /** TEL-001: not a phone number, or one of no country that we know. */
    public static final class InvalidNumber extends TelException {
        public InvalidNumber(String message, String field) {
            super("TEL-001", 400, "ValidationError", message, field);
        }
    }

    /** TEL-002: the carrier's final word: this number cannot be reached. */
    public static final class NotReachable extends TelException {
        public NotReachable(String message) {
            super("TEL-002", 422, "CarrierError", message, null);
        }
    }

    /** TEL-003: a rate limit of this key is used up. */
    public static final class RateLimited extends TelException {
        private final transient Duration retryAfter;

        public RateLimited(String message, Duration retryAfter) {
            super("TEL-003", 429, "RateLimitExceededError", message, null);
            this.retryAfter = retryAfter;
        }

        @Override
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** TEL-004: the key's spend limit or balance does not cover this. */
    public static final class InsufficientBalance extends TelException {
        public InsufficientBalance(String message) {
            super("TEL-004", 402, "BillingError", message, null);
        }
    }

    /** TEL-005: the key may not do this, or not from this address. */
    public static final class PermissionDenied extends TelException {
        public PermissionDenied(String message) {
            super("TEL-005", 403, "PermissionError", message, null);
        }
    }

    /** TEL-006: no carrier could take it. */
    public static final class CarrierFailure extends TelException {
        public CarrierFailure(String message) {
            super("TEL-006", 502, "CarrierError", message, null);
        }
    }

    /** TEL-007: it took longer than it may. */
    public static final class OperationTimeout extends TelException {
        public OperationTimeout(String message) {
            super("TEL-007", 504, "CarrierError", message, null);
        }
    }

    /** TEL-008: no key, or none that we know and that is active. */
    public static final class InvalidApiKey extends TelException {
        public InvalidApiKey(String message) {
            super("TEL-008", 401, "AuthenticationError", message, null);
        }
    }

    /** TEL-009: a feature that is switched off for this caller. */
    public static final class FeatureDisabled extends TelException {
        public FeatureDisabled(String message) {
            super("TEL-009", 403, "PermissionError", message, null);
        }
    }

    /** TEL-010: the law or the organisation's own rules forbid it. */
    public static final class ComplianceBlock extends TelException {
        public ComplianceBlock(String message) {
            super("TEL-010", 403, "ComplianceError", message, null);
        }
    }

    /** TEL-011: malformed JSON, or an unknown, duplicate, missing or wrongly typed field. */
    public static final class InvalidRequest extends TelException {
        public InvalidRequest(String message, String field) {
            super("TEL-011", 400, "ValidationError", message, field);
        }
    }

    /** TEL-012: no such record for this caller. */
    public static final class NotFound extends TelException {
        public NotFound(String message) {
            super("TEL-012", 404, "DoesNotExistError", message, null);
        }
    }

    /** TEL-013: the record's state, or an idempotency key's earlier use, does not allow it. */
    public static final class Conflict extends TelException {
        private final transient Duration retryAfter;

        public Conflict(String message) {
            this(message, null);
        }

        public Conflict(String message, Duration retryAfter) {
            super("TEL-013", 409, "ConflictError", message, null);
            this.retryAfter = retryAfter;
        }

        /** Another request came under the same idempotency key and is not answered yet. */
        public static Conflict twinInFlight(Duration retryAfter) {
            return new Conflict("A request with this idempotency key is being handled", retryAfter);
        }

        @Override
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** TEL-014: request, media or document too large. */
    public static final class TooLarge extends TelException {
        public TooLarge(String message, String field) {
            super("TEL-014", 413, "ValidationError", message, field);
        }
    }

    /** TEL-015: storage or a queue cannot take it now. */
    public static final class Unavailable extends TelException {
        private final transient Duration retryAfter;

        public Unavailable(String message, Duration retryAfter) {
            super("TEL-015", 503, "ServiceUnavailableError", message, null);
            this.retryAfter = retryAfter;
        }

        @Override
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** TEL-016: our fault; the message says nothing of the inside. */
    public static final class Internal extends TelException {
        public Internal() {
            super("TEL-016", 500, "InternalError", "Something went wrong on our side; quote the request id", null);
        }
    }

    /** TEL-101: a sender that may not be used for this destination or by this key. */
    public static final class InvalidSender extends TelException {
        public InvalidSender(String message, String field) {
            super("TEL-101", 400, "ValidationError", message, field);
        }
    }

    /** TEL-102: the content may not be sent. */
    public static final class ContentBlocked extends TelException {
        public ContentBlocked(String message) {
            super("TEL-102", 403, "ComplianceError", message, null);
        }
    }

    /** TEL-103: the recipient asked not to be contacted. */
    public static final class DncMatch extends TelException {
        public DncMatch(String message) {
            super("TEL-103", 403, "ComplianceError", message, null);
        }
    }

    /** TEL-303: a document that cannot be faxed; the message says why. */
    public static final class InvalidDocument extends TelException {
        public InvalidDocument(String message) {
            super("TEL-303", 400, "ValidationError", message, "document");
        }
    }
}
