package com.dartwing.tel.hub.carrier;

/** Where the tries to hand something to a carrier are kept: a table for each kind of record, alike but for names. */
public enum AttemptTable {
    SMS("tel_sms_attempt", "message", "carrier_message_id"),
    CALL("tel_call_attempt", "call_name", "carrier_call_id"),
    FAX("tel_fax_attempt", "fax", "carrier_fax_id");

    private final String table;
    private final String link;
    private final String carrierId;

    AttemptTable(String table, String link, String carrierId) {
        this.table = table;
        this.link = link;
        this.carrierId = carrierId;
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
