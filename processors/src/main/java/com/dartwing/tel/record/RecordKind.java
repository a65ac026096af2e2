package com.dartwing.tel.record;

import java.util.Arrays;

/** The kinds of records that events and refusals tell of, as their ids name them (contract, section 1). */
public enum RecordKind {
    MESSAGE("SMS-", "TEL SMS Message", "message_id", "sms.get_status"),
    CALL("CALL-", "TEL Call", "call_id", "voice.get_call"),
    FAX("FAX-", "TEL Fax", "fax_id", "fax.get_status"),
    CONFERENCE("CONF-", "TEL Conference", "conference_id", "voice.get_conference"),
    BATCH("BATCH-", "TEL SMS Batch", "batch_id", "sms.get_batch");

    private final String prefix;
    private final String type;
    private final String field;
    private final String call;

    RecordKind(String prefix, String type, String field, String call) {
        this.prefix = prefix;
        this.type = type;
        this.field = field;
        this.call = call;
    }

    /** The kind of a record; whatever is none of the others counts as a message. */
    public static RecordKind of(String recordId) {
        return Arrays.stream(values())
                .filter(kind -> recordId.startsWith(kind.prefix))
                .findFirst()
                .orElse(MESSAGE);
    }

    /** The record type, such as {@code TEL SMS Message}. */
    public String type() {
        return type;
    }

    /** The field that holds such an id in answers and events. */
    public String field() {
        return field;
    }

    /** The call of the API by which its owner reads it, such as {@code fax.get_status?fax_id=FAX-2026-000001}. */
    public String whereItIsTold(String recordId) {
        return call + "?" + field + "=" + recordId;
    }
}
