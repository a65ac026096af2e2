package com.dartwing.tel.hub.voice.script;

import com.dartwing.tel.hub.voice.ActiveCall;
import com.dartwing.tel.hub.voice.CallColumns;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.voice.CallStatus;
import com.dartwing.tel.voice.InboundCall;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * A call whose script is carried out.
 *
 * @param apiKey the key that it belongs to, or null
 */
record ScriptedCall(ActiveCall call, CallStatus status, boolean inbound, String apiKey, String organization) {

    static ScriptedCall read(ResultSet row) throws SQLException {
        boolean inbound = "Inbound".equals(row.getString("direction"));
        String id = row.getString("name");
        CallStatus status = CallColumns.state(row).status();
        return new ScriptedCall(
                new ActiveCall(
                        id,
                        row.getString("carrier"),
                        row.getString("carrier_call_id"),
                        inbound ? InboundCall.attemptOf(id) : row.getString("attempt"),
                        status == CallStatus.IN_PROGRESS,
                        // Whoever it is passed on to is shown our number.
                        row.getString(inbound ? "to_number" : "from_number"),
                        Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT))),
                status,
                inbound,
                row.getString("api_key"),
                row.getString("organization"));
    }
}
