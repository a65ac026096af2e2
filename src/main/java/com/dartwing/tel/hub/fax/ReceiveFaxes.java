package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxReport;
import com.dartwing.tel.hub.webhook.WebhookGate;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Takes what carriers report of faxes; each report finds its fax by our attempt, or by the carrier's own id. */
@Component("receiveFaxes")
public class ReceiveFaxes {

    private final FaxRows rows;
    private final ChangeFaxes changes;
    private final WebhookGate gate;

    ReceiveFaxes(FaxRows rows, ChangeFaxes changes, WebhookGate gate) {
        this.rows = rows;
        this.changes = changes;
        this.gate = gate;
    }

    /** Returns when what the report brought is committed. */
    public void receive(@Body FaxReport report) {
        String fax = report.faxId() == null ? named(report) : report.faxId();
        if (fax == null || changes.change(new FaxChange.Reported(fax, report)).isEmpty()) {
            gate.count(report.carrier(), "unknown_fax");
        }
    }

    private String named(FaxReport report) {
        return report.carrierFaxId() == null
                ? null
                : rows.nameOf(report.carrier(), report.carrierFaxId()).orElse(null);
    }
}
