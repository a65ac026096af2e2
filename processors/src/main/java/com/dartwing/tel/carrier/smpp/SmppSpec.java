package com.dartwing.tel.carrier.smpp;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a carrier's folder says of its SMPP side, {@code smpp} in {@code carrier.yaml}.
 *
 * @param binds connections that are kept, 1 to 32
 * @param window {@code submit_sm} under way on each, 1 to 1,000
 * @param perSecond segments a second over all binds of this node; 0 is no limit
 * @param bind whether a bind also receives, or another beside it does
 * @param systemType as the carrier wants it, often empty
 * @param longMessages how segments tell that they belong together
 * @param responseIds how its {@code submit_sm_resp} writes message ids
 * @param receiptIds how its receipts write them
 * @param enquireLinkSeconds silence after which the line is tried
 * @param reconnectMs the first pause after a lost bind; it doubles up to {@link #LONGEST_PAUSE_MS}
 * @param throttleWaitMs how long a throttled message waits for its turn before it goes to the next carrier
 */
public record SmppSpec(
        Integer binds,
        Integer window,
        @JsonProperty("per-second") Integer perSecond,
        Bind bind,
        @JsonProperty("system-type") String systemType,
        @JsonProperty("long-messages") LongMessages longMessages,
        @JsonProperty("response-ids") IdForm responseIds,
        @JsonProperty("receipt-ids") IdForm receiptIds,
        @JsonProperty("enquire-link-seconds") Integer enquireLinkSeconds,
        @JsonProperty("reconnect-ms") Integer reconnectMs,
        @JsonProperty("throttle-wait-ms") Integer throttleWaitMs) {

    /** No pause between two tries to bind is longer, in milliseconds. */
    public static final int LONGEST_PAUSE_MS = 30_000;

    public SmppSpec {
        binds = binds == null ? 1 : binds;
        window = window == null ? 10 : window;
        perSecond = perSecond == null ? 0 : perSecond;
        bind = bind == null ? Bind.TRANSCEIVER : bind;
        systemType = systemType == null ? "" : systemType;
        longMessages = longMessages == null ? LongMessages.UDH : longMessages;
        responseIds = responseIds == null ? IdForm.TEXT : responseIds;
        receiptIds = receiptIds == null ? IdForm.TEXT : receiptIds;
        enquireLinkSeconds = enquireLinkSeconds == null ? 30 : enquireLinkSeconds;
        reconnectMs = reconnectMs == null ? 1_000 : reconnectMs;
        throttleWaitMs = throttleWaitMs == null ? 2_000 : throttleWaitMs;
    }

    /** The kinds of binds (SMPP 3.4, section 2.2). */
    public enum Bind {
        /** One bind sends and receives. */
        @JsonProperty("transceiver")
        TRANSCEIVER,
        /** Beside each bind that sends is one that receives. */
        @JsonProperty("transmitter-and-receiver")
        TRANSMITTER_AND_RECEIVER
    }

    /** How a text of several segments leaves. */
    public enum LongMessages {
        /** A user data header of 6 octets with an 8-bit reference (3GPP TS 23.040, section 9.2.3.24.1). */
        @JsonProperty("udh")
        UDH,
        /** The parameters {@code sar_*} (SMPP 3.4, sections 5.3.2.22 to 24). */
        @JsonProperty("sar")
        SAR,
        /** Whole, in {@code message_payload} (SMPP 3.4, section 5.3.2.32); the carrier divides it. */
        @JsonProperty("payload")
        PAYLOAD
    }
}
