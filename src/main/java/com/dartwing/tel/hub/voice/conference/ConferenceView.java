package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.voice.conference.Conference;
import com.dartwing.tel.voice.conference.Participant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What a caller is told of its conference. */
@Component
public class ConferenceView {

    private final ConferenceRows rows;
    private final Carriers carriers;

    public ConferenceView(JdbcTemplate jdbc, Carriers carriers) {
        this.rows = new ConferenceRows(jdbc);
        this.carriers = carriers;
    }

    /** @throws TelException.NotFound when the caller has no such conference */
    public Map<String, Object> of(String id, ApiKey caller) {
        return told(row(id, caller));
    }

    /** @throws TelException.NotFound when the caller has no such conference */
    public ConferenceRow row(String id, ApiKey caller) {
        return rows.find(id, caller.name())
                .orElseThrow(() -> new TelException.NotFound("There is no conference " + Sql.cut(id, 40)));
    }

    private Map<String, Object> told(ConferenceRow row) {
        Conference conference = row.conference();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("conference_id", conference.id());
        told.put("name", conference.title());
        told.put("status", conference.status().answer());
        told.put("carrier", carriers.titleOf(row.carrier()));
        told.put("max_participants", conference.maxParticipants());
        told.put("created_at", UtcTime.write(row.createdAt()));
        told.put("started_at", UtcTime.write(conference.startedAt()));
        told.put("ended_at", UtcTime.write(conference.endedAt()));
        told.put("duration_seconds", conference.durationSeconds());
        told.put("end_reason", conference.endReason());
        if (row.recording() != null) {
            told.put("recording_id", row.recording());
        }
        told.put(
                "participants",
                conference.participants().stream().map(ConferenceView::told).toList());
        return told;
    }

    private static Map<String, Object> told(Participant participant) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("call_id", participant.callId());
        told.put("status", participant.state().answer());
        told.put("muted", participant.muted());
        told.put("joined_at", UtcTime.write(participant.joinedAt()));
        told.put("left_at", UtcTime.write(participant.leftAt()));
        if (participant.errorCode() != null) {
            told.put("error_code", participant.errorCode());
            told.put("error_message", participant.errorMessage());
        }
        return told;
    }
}
