package com.dartwing.tel.hub.fax;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.FaxAction;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxStatus;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.carrier.CarrierOperations;
import com.dartwing.tel.hub.db.Sql;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Stops a fax: at once while it waits, or by asking the carrier that has it. While it is being handed over nobody knows what
 * would be stopped, and its owner is asked to come again.
 */
@Component("cancelFax")
public class CancelFax {

    private record Place(String status, String carrier, String carrierFaxId, boolean waits) {}

    private final JdbcTemplate jdbc;
    private final ChangeFaxes changes;
    private final CarrierOperations operations;

    CancelFax(JdbcTemplate jdbc, ChangeFaxes changes, CarrierOperations operations) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.operations = operations;
    }

    /**
     * Finds who has the fax: its carrier becomes the exchange's {@code carrier}, which is not set when it waits here.
     *
     * @throws TelException.NotFound when the caller has no such fax
     * @throws TelException.Conflict when it is over, or being handed over, or with a carrier that cannot stop it
     */
    public FaxAction ask(Exchange exchange, ApiKey caller, String id) {
        Place place = jdbc
                .query(
                        "SELECT status, carrier, carrier_fax_id, next_attempt_at FROM tel_fax WHERE name = ? AND api_key"
                                + " = ? AND direction = 'Outbound'",
                        (row, n) -> new Place(
                                row.getString("status"),
                                row.getString("carrier"),
                                row.getString("carrier_fax_id"),
                                Sql.instant(row, "next_attempt_at") != null),
                        id,
                        caller.name())
                .stream()
                .findFirst()
                .orElseThrow(() -> FaxView.notFound(id));
        if (FaxStatus.ofWord(place.status()).isFinal()) {
            throw new TelException.Conflict("The fax is over").about(id);
        }
        if (!place.waits() && place.carrierFaxId() == null) {
            throw new TelException.Conflict("The fax is being handed to a carrier").about(id);
        }
        if (!place.waits() && !operations.has(place.carrier(), "fax.cancel")) {
            throw new TelException.Conflict("The carrier that has the fax cannot stop it").about(id);
        }
        if (!place.waits()) {
            exchange.setProperty("carrier", place.carrier());
        }
        return new FaxAction(place.carrierFaxId());
    }

    /** Throws what a carrier's refusal means to its caller. */
    public void disobeyed(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("faxId") String id,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        CarrierException answer = CarrierFailure.of(carrier, failure);
        throw answer instanceof CarrierException.Rejected
                ? new TelException.Conflict("The carrier says that the fax cannot be stopped any more").about(id)
                : new TelException.CarrierFailure("The carrier could not be reached about this fax").about(id);
    }

    /** Notes that it is stopped; one that arrived meanwhile has arrived. */
    public void stopped(@ExchangeProperty("faxId") String id) {
        changes.change(new FaxChange.Canceled(id));
    }
}
