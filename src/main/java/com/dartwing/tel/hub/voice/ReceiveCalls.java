package com.dartwing.tel.hub.voice;

import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.hub.webhook.WebhookGate;
import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.InboundCall;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Takes what carriers report of calls; each report finds its call by our attempt, or by the carrier's own id. */
@Component("receiveCalls")
public class ReceiveCalls {

    private final CallRows rows;
    private final ChangeCalls changes;
    private final TakeCalls take;
    private final Recordings recordings;
    private final WebhookGate gate;

    ReceiveCalls(CallRows rows, ChangeCalls changes, TakeCalls take, Recordings recordings, WebhookGate gate) {
        this.rows = rows;
        this.changes = changes;
        this.take = take;
        this.recordings = recordings;
        this.gate = gate;
    }

    /**
     * Returns when what the report brought is committed.
     *
     * @return what is to be done now, if anything
     */
    public Optional<CallNext> receive(@Body CallReport report) {
        if (report.what() instanceof CallReport.Incoming incoming) {
            return take.take(new InboundCall(
                    report.carrier(), report.carrierCallId(), incoming.from(), incoming.to(), report.at()));
        }
        String call = report.callId() == null ? named(report) : report.callId();
        if (call == null && report.what() instanceof CallReport.Ended ended && report.carrierCallId() != null) {
            take.ended(report, ended);
            // It may have begun in between.
            call = named(report);
        }
        if (call != null && report.what() instanceof CallReport.Recorded recorded) {
            if (!recordings.saved(call, recorded)) {
                gate.count(report.carrier(), "unknown_recording");
            }
            return change(call, report.with(new CallReport.Done(recorded.report(), Awaited.RECORDED)));
        }
        return change(call, report);
    }

    private Optional<CallNext> change(String call, CallReport report) {
        Optional<CallState> state =
                call == null ? Optional.empty() : changes.change(new CallChange.Reported(call, report));
        if (state.isEmpty()) {
            gate.count(report.carrier(), "unknown_call");
            return Optional.empty();
        }
        boolean taken = report.what() instanceof CallReport.Answered;
        // Whoever it was passed on to may be told of as answering too, but later.
        boolean answered = taken && report.at().equals(state.get().answeredAt());
        boolean goesOn = taken || report.what() instanceof CallReport.Heard;
        return goesOn && !state.get().status().isFinal()
                ? Optional.of(CallNext.goOn(call, answered))
                : Optional.empty();
    }

    private String named(CallReport report) {
        return report.carrierCallId() == null
                ? null
                : rows.namesOf(report.carrier(), List.of(report.carrierCallId()))
                        .get(report.carrierCallId());
    }
}
