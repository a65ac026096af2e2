package com.dartwing.camel.smpp;

/** Headers of the exchanges that the component makes, and of those by which they are answered. */
public final class SmppServerConstants {

    /**
     * The request, such as {@code submit_sm}. The body is what that carries: a {@link ShortMessage},
     * {@link MultiMessage}, {@link MessageQuery}, {@link Cancellation} or {@link Replacement}.
     */
    public static final String COMMAND = "CamelSmppServerCommand";

    /** The name of the {@link Partner}. */
    public static final String PARTNER = "CamelSmppServerPartner";

    /** Where the partner's session comes from, an IP address. */
    public static final String REMOTE_ADDRESS = "CamelSmppServerRemoteAddress";

    /** Set by the route: a {@link CommandStatus}; without it the answer is {@code ESME_ROK}. */
    public static final String STATUS = "CamelSmppServerStatus";

    /** Set by the route: the {@code message_id} of the answer. */
    public static final String MESSAGE_ID = "CamelSmppServerMessageId";

    /** Set by the route for {@code query_sm}: {@code message_state} (SMPP 5.0, section 4.7.15). */
    public static final String MESSAGE_STATE = "CamelSmppServerMessageState";

    /** Set by the route for {@code query_sm}: when the message reached its final state, in SMPP's form. */
    public static final String FINAL_DATE = "CamelSmppServerFinalDate";

    /** Set by the route for {@code query_sm}: the network's error code, 0 to 255. */
    public static final String ERROR_CODE = "CamelSmppServerErrorCode";

    /** Set by the route for {@code submit_multi}: a list of {@link MultiMessage.Refused}; without it everybody is served. */
    public static final String REFUSED = "CamelSmppServerRefused";

    private SmppServerConstants() {}
}
