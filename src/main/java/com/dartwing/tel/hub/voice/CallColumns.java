package com.dartwing.tel.hub.voice;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.CallStatus;
import com.dartwing.tel.voice.InboundCall;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** A call as the columns of {@code tel_call} hold it. */
public final class CallColumns {

    /** Calls, each with the attempt that its carrier took. */
    public static final String SELECT_ACTIVE = "SELECT c.*, (SELECT MAX(a.name) FROM tel_call_attempt a"
            + " WHERE a.call_name = c.name AND a.outcome = 'SENT') AS attempt FROM tel_call c";

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

    /** A row of {@link #SELECT_ACTIVE}, as a command to its carrier needs it. */
    public static ActiveCall active(ResultSet row) throws SQLException {
        boolean inbound = isInbound(row);
        String id = row.getString("name");
        return new ActiveCall(
                id,
                row.getString("carrier"),
                row.getString("carrier_call_id"),
                inbound ? InboundCall.attemptOf(id) : row.getString("attempt"),
                CallStatus.ofWord(row.getString("status")) == CallStatus.IN_PROGRESS,
                row.getString(inbound ? "to_number" : "from_number"),
                Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)));
    }

    /** Whether it came in. */
    public static boolean isInbound(ResultSet row) throws SQLException {
        return "Inbound".equals(row.getString("direction"));
    }
}
