package com.dartwing.tel.hub.realtime;

import com.dartwing.tel.error.TelException;
import java.util.Arrays;

/** The record types that clients may listen to: where they are kept, and what a key needs to see them. */
enum RecordKind {
    SMS("TEL SMS Message", "tel_sms_message", "sms.send"),
    BATCH("TEL SMS Batch", "tel_sms_batch", "sms.batch"),
    CALL("TEL Call", "tel_call", "voice.call"),
    CONFERENCE("TEL Conference", "tel_conference", "voice.conference"),
    FAX("TEL Fax", "tel_fax", "fax.send");

    private final String doctype;
    private final String table;
    private final String permission;

    RecordKind(String doctype, String table, String permission) {
        this.doctype = doctype;
        this.table = table;
        this.permission = permission;
    }

    /** @throws TelException.InvalidRequest when there is no event of such a record type */
    static RecordKind of(String doctype) {
        return Arrays.stream(values())
                .filter(kind -> kind.doctype.equals(doctype))
                .findFirst()
                .orElseThrow(() -> new TelException.InvalidRequest("Nobody can subscribe to this doctype", "doctype"));
    }

    String table() {
        return table;
    }

    String permission() {
        return permission;
    }
}
