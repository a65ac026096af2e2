package com.dartwing.tel.hub.routes;

import com.dartwing.tel.hub.access.KeyTable;
import com.dartwing.tel.hub.carrier.CarrierMonitor;
import com.dartwing.tel.hub.carrier.RateTable;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.hub.numbers.DidTable;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps what is held in memory in step with the tables. */
@Component("housekeeping")
public class Housekeeping {

    private final List<Snapshot<?>> snapshots;

    public Housekeeping(KeyTable keys, DidTable dids, RateTable rates, CarrierMonitor carriers) {
        this.snapshots = List.of(keys.snapshot(), dids.snapshot(), rates.snapshot(), carriers.snapshot());
    }

    /** Loads anew what changed. */
    public void refresh() {
        snapshots.forEach(Snapshot::refresh);
    }

    /** Loads a table anew, right after this node changed it. */
    public void refresh(String table) {
        snapshots.stream().filter(snapshot -> snapshot.table().equals(table)).forEach(Snapshot::refresh);
    }
}
