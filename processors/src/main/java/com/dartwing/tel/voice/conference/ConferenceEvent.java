package com.dartwing.tel.voice.conference;

import com.dartwing.tel.event.RecordEvent;
import com.dartwing.tel.json.UtcTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One step in a conference's life, as consumers hear of it (contract, section 5). */
public record ConferenceEvent(String event, String recordId, int sequence, Instant at, Map<String, Object> data)
        implements RecordEvent {

    private static final String JOINED = "conference.participant_joined";
    private static final String LEFT = "conference.participant_left";
    private static final String ENDED = "conference.ended";

    /**
     * What is told of a step.
     *
     * @param sequence of the last event before it
     */
    public static List<ConferenceEvent> of(Conference before, Conference after, int sequence, Instant at) {
        List<ConferenceEvent> events = new ArrayList<>();
        if (after.status().isFinal()) {
            if (!before.status().isFinal()) {
                events.add(new ConferenceEvent(ENDED, after.id(), sequence + 1, at, end(after)));
            }
            return events;
        }
        for (Participant now : after.participants()) {
            Participant.State earlier =
                    before.participant(now.callId()).map(Participant::state).orElse(null);
            boolean news = now.state() != earlier;
            if (news && now.state() == Participant.State.JOINED) {
                events.add(new ConferenceEvent(JOINED, after.id(), sequence + events.size() + 1, at, one(after, now)));
            } else if (news && now.state() == Participant.State.LEFT) {
                events.add(new ConferenceEvent(LEFT, after.id(), sequence + events.size() + 1, at, one(after, now)));
            }
        }
        return events;
    }

    private static Map<String, Object> one(Conference conference, Participant participant) {
        Map<String, Object> data = data(conference);
        data.put("call_id", participant.callId());
        return data;
    }

    private static Map<String, Object> end(Conference conference) {
        Map<String, Object> data = data(conference);
        data.put("duration", conference.durationSeconds());
        data.put("participants", conference.participated());
        data.put("ended_at", UtcTime.write(conference.endedAt()));
        data.put("reason", conference.endReason());
        data.put(
                "calls",
                conference.participants().stream().map(ConferenceEvent::told).toList());
        return data;
    }

    private static Map<String, Object> told(Participant participant) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("call_id", participant.callId());
        call.put("joined_at", UtcTime.write(participant.joinedAt()));
        call.put("left_at", UtcTime.write(participant.leftAt()));
        return call;
    }

    private static Map<String, Object> data(Conference conference) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("conference_id", conference.id());
        data.put("name", conference.title());
        data.put("status", conference.status().answer());
        return data;
    }
}
