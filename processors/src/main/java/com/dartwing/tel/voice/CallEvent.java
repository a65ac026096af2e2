package com.dartwing.tel.voice;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.event.RecordEvent;
import com.dartwing.tel.json.Money;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.sms.OutboundSms.Parties;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One step in a call's life, as consumers hear of it (seed, Appendix B). */
public record CallEvent(String event, String recordId, int sequence, Instant at, Map<String, Object> data)
        implements RecordEvent {

    private static final int LONGEST_TEXT = 16_000;

    public static CallEvent initiated(String id, int sequence, Instant at, Parties parties) {
        Map<String, Object> data = data(id, CallStatus.INITIATING);
        data.put("direction", "outbound");
        data.put("from", parties.from());
        data.put("to", parties.to());
        return new CallEvent("call.initiated", id, sequence, at, data);
    }

    /** Somebody calls a number of ours. */
    public static CallEvent arrived(String id, int sequence, Instant at, String from, String to) {
        Map<String, Object> data = data(id, CallStatus.RINGING);
        data.put("direction", "inbound");
        data.put("from", from);
        data.put("to", to);
        return new CallEvent("call.initiated", id, sequence, at, data);
    }

    /** The alarm: somebody calls for help. */
    public static CallEvent emergency(String id, int sequence, Instant at, Parties parties) {
        Map<String, Object> data = data(id, CallStatus.INITIATING);
        data.put("from", parties.from());
        data.put("to", parties.to());
        return new CallEvent("call.emergency", id, sequence, at, data);
    }

    /**
     * What is told of a call that has come into a state.
     *
     * @param cost what it costs, or null when nobody knows
     */
    public static CallEvent of(String id, int sequence, Instant at, CallState state, BigDecimal cost, String currency) {
        Map<String, Object> data = data(id, state.status());
        String event =
                switch (state.status()) {
                    case INITIATING -> throw new IllegalArgumentException("a call begins with its parties");
                    case RINGING -> "call.ringing";
                    case IN_PROGRESS -> {
                        data.put("answered_at", UtcTime.write(state.answeredAt()));
                        yield "call.answered";
                    }
                    case COMPLETED, CANCELED -> {
                        data.put("duration", state.durationSeconds());
                        data.put("cost", Money.told(cost, currency));
                        data.put("ended_at", UtcTime.write(state.endedAt()));
                        yield "call.completed";
                    }
                    case FAILED, BUSY, NO_ANSWER -> {
                        data.put("error_code", state.errorCode());
                        data.put("error_message", state.errorMessage());
                        data.put("sip_response_code", state.sip());
                        yield "call.failed";
                    }
                };
        return new CallEvent(event, id, sequence, at, data);
    }

    /** What was heard in a call, which stays in its state. */
    public static CallEvent heard(String id, int sequence, Instant at, CallStatus status, CallReport.Heard heard) {
        Map<String, Object> data = data(id, status);
        if (heard instanceof CallReport.Gathered gathered) {
            data.put("digits", gathered.digits());
            return new CallEvent("call.dtmf", id, sequence, at, data);
        }
        data.put("result", ((CallReport.MachineDetected) heard).result());
        return new CallEvent("call.machine_detection", id, sequence, at, data);
    }

    /** That a carrier did not do what nobody waits for; the call goes on. */
    public static CallEvent commandFailed(
            String id, int sequence, Instant at, CallStatus status, String command, TelException why) {
        Map<String, Object> data = data(id, status);
        data.put("command", command);
        data.put("error_code", why.code());
        data.put("error_message", why.getMessage());
        return new CallEvent("call.command_failed", id, sequence, at, data);
    }

    /** That a recording can be had. */
    public static CallEvent recordingReady(
            String id, int sequence, Instant at, CallStatus status, String recording, String url, int seconds) {
        Map<String, Object> data = data(id, status);
        data.put("recording_id", recording);
        data.put("recording_url", url);
        data.put("duration", seconds);
        return new CallEvent("call.recording.ready", id, sequence, at, data);
    }

    /**
     * That what is said in a recording can be read.
     *
     * @param text of which the first 16,000 characters are told
     */
    public static CallEvent transcriptionReady(
            String id, int sequence, Instant at, CallStatus status, String recording, String text) {
        Map<String, Object> data = data(id, status);
        boolean cut = text.length() > LONGEST_TEXT;
        data.put("recording_id", recording);
        data.put("text", cut ? text.substring(0, LONGEST_TEXT) : text);
        data.put("text_cut", cut);
        return new CallEvent("call.transcription.ready", id, sequence, at, data);
    }

    /**
     * The same where health data may be said.
     *
     * @param url where it is told to who has a key
     */
    public static CallEvent transcriptionKept(
            String id, int sequence, Instant at, CallStatus status, String recording, String url) {
        Map<String, Object> data = data(id, status);
        data.put("recording_id", recording);
        data.put("url", url);
        return new CallEvent("call.transcription.ready", id, sequence, at, data);
    }

    private static Map<String, Object> data(String id, CallStatus status) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("call_id", id);
        data.put("status", status.answer());
        return data;
    }
}
