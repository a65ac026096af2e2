package com.dartwing.camel.smpp;

/** Where a session stands, and what a partner may ask for there (SMPP 5.0, section 2.3). */
enum BindState {
    OPEN,
    BINDING,
    BOUND_TX,
    BOUND_RX,
    BOUND_TRX,
    CLOSED;

    static BindState after(Command bind) {
        return switch (bind) {
            case BIND_TRANSMITTER -> BOUND_TX;
            case BIND_RECEIVER -> BOUND_RX;
            case BIND_TRANSCEIVER -> BOUND_TRX;
            default -> throw new IllegalArgumentException(bind.word() + " binds nobody");
        };
    }

    boolean isBound() {
        return this == BOUND_TX || this == BOUND_RX || this == BOUND_TRX;
    }

    boolean receives() {
        return this == BOUND_RX || this == BOUND_TRX;
    }

    /** The status that a request gets for no other reason than where the session stands. */
    CommandStatus verdict(Command request) {
        return switch (request) {
            case BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER ->
                this == OPEN ? CommandStatus.ESME_ROK : CommandStatus.ESME_RALYBND;
            case SUBMIT_SM, SUBMIT_MULTI, DATA_SM, QUERY_SM, CANCEL_SM, REPLACE_SM ->
                this == BOUND_TX || this == BOUND_TRX ? CommandStatus.ESME_ROK : CommandStatus.ESME_RINVBNDSTS;
            case UNBIND -> isBound() ? CommandStatus.ESME_ROK : CommandStatus.ESME_RINVBNDSTS;
            case ENQUIRE_LINK -> CommandStatus.ESME_ROK;
            case DELIVER_SM -> isBound() ? CommandStatus.ESME_RINVCMDID : CommandStatus.ESME_RINVBNDSTS;
        };
    }
}
