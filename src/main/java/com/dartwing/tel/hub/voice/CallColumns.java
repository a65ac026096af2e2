package com.dartwing.tel.hub.voice;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.CallStatus;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A call's state as the columns of {@code tel_call} hold it. */
public final class CallColumns {

    private CallColumns() {}

    public static CallState state(ResultSet row) throws SQLException {
        return new CallState(
                CallStatus.ofWord(row.getString("status")),
                Sql.instant(row, "answered_at"),
                Sql.instant(row, "ended_at"),
                row.getString("hangup_cause"),
                row.getObject("sip_response_code", Integer.class),
                row.getString("error_code"),
                row.getString("error_message"));
    }
}
