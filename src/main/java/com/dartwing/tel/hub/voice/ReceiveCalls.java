package com.dartwing.tel.hub.voice;

import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.hub.webhook.WebhookGate;
import com.dartwing.tel.voice.CallReport;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Takes what carriers report of calls; each report finds its call by our attempt, or by the carrier's own id. */
@Component("receiveCalls")
public class ReceiveCalls {

    private final CallRows rows;
    private final ChangeCalls changes;
    private final Recordings recordings;
    private final WebhookGate gate;

    ReceiveCalls(CallRows rows, ChangeCalls changes, Recordings recordings, WebhookGate gate) {
        this.rows = rows;
        this.changes = changes;
        this.recordings = recordings;
        this.gate = gate;
    }

    /**
     * Returns when what the report brought is committed.
     *
     * @return the call when somebody has answered it, who may have to be greeted
     */
    public Optional<String> receive(@Body CallReport report) {
        String call = report.callId() == null ? named(report) : report.callId();
        if (call != null && report.what() instanceof CallReport.Recorded recorded) {
            if (!recordings.saved(call, recorded)) {
                gate.count(report.carrier(), "unknown_recording");
            }
            return Optional.empty();
        }
        if (call == null
                || changes.change(new CallChange.Reported(call, report)).isEmpty()) {
            gate.count(report.carrier(), "unknown_call");
            return Optional.empty();
        }
        return report.what() instanceof CallReport.Answered ? Optional.of(call) : Optional.empty();
    }

    private String named(CallReport report) {
        return report.carrierCallId() == null
                ? null
                : rows.namesOf(report.carrier(), List.of(report.carrierCallId()))
                        .get(report.carrierCallId());
    }
}
