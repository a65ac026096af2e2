package com.dartwing.tel.hub.voice.script;

import com.dartwing.tel.hub.voice.ActiveCall;
import com.dartwing.tel.hub.voice.CallColumns;
import com.dartwing.tel.voice.CallStatus;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A call whose script is carried out.
 *
 * @param apiKey the key that it belongs to, or null
 */
record ScriptedCall(ActiveCall call, CallStatus status, boolean inbound, String apiKey, String organization) {

    static ScriptedCall read(ResultSet row) throws SQLException {
        return new ScriptedCall(
                CallColumns.active(row),
                CallColumns.state(row).status(),
                CallColumns.isInbound(row),
                row.getString("api_key"),
                row.getString("organization"));
    }
}
