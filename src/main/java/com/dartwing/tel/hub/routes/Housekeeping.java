package com.dartwing.tel.hub.routes;

import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps what is held in memory in step with the tables. */
@Component("housekeeping")
public class Housekeeping {

    private final List<Held> held;

    public Housekeeping(List<Held> held) {
        this.held = List.copyOf(held);
    }

    /** Loads anew what changed. */
    public void refresh() {
        held.stream().map(Held::snapshot).forEach(Snapshot::refresh);
    }

    /** Loads a table anew, right after this node changed it. */
    public void refresh(String table) {
        held.stream()
                .<Snapshot<?>>map(Held::snapshot)
                .filter(snapshot -> snapshot.table().equals(table))
                .forEach(Snapshot::refresh);
    }
}
