package com.dartwing.tel.hub.carrier;

/** What is handed to carriers, and where the tries are kept: a table for each kind of record, alike but for names. */
public enum AttemptTable {
    SMS("tel_sms_message", "tel_sms_attempt", "message", "carrier_message_id"),
    CALL("tel_call", "tel_call_attempt", "call_name", "carrier_call_id"),
    FAX("tel_fax", "tel_fax_attempt", "fax", "carrier_fax_id");

    private final String records;
    private final String table;
    private final String link;
    private final String carrierId;

    AttemptTable(String records, String table, String link, String carrierId) {
        this.records = records;
        this.table = table;
        this.link = link;
        this.carrierId = carrierId;
    }

    /** The table of the records themselves. */
    String records() {
        return records;
    }

    public String table() {
        return table;
    }

    /** The column that names the record. */
    public String link() {
        return link;
    }

    /** The column of the carrier's own id. */
    String carrierId() {
        return carrierId;
    }
}
