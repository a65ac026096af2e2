package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.sms.SmsStatus;

/** A message's state as SMPP tells it (SMPP 5.0, section 4.7.15): by number, and by its word in a receipt's text. */
enum MessageState {
    ENROUTE(1, "ENROUTE"),
    DELIVERED(2, "DELIVRD"),
    EXPIRED(3, "EXPIRED"),
    DELETED(4, "DELETED"),
    UNDELIVERABLE(5, "UNDELIV"),
    REJECTED(8, "REJECTD"),
    SCHEDULED(0, "ENROUTE");

    final int number;
    final String word;

    MessageState(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /** @param errorCode of a message that failed; TEL-006 and TEL-007 say that its time was over before a carrier took it */
    static MessageState of(SmsStatus status, String errorCode) {
        return switch (status) {
            case QUEUED, SENT -> ENROUTE;
            case SCHEDULED, HELD -> SCHEDULED;
            case DELIVERED, RECEIVED -> DELIVERED;
            case UNDELIVERED -> UNDELIVERABLE;
            case CANCELED -> DELETED;
            case FAILED -> "TEL-006".equals(errorCode) || "TEL-007".equals(errorCode) ? EXPIRED : REJECTED;
        };
    }
}
