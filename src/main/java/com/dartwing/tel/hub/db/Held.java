package com.dartwing.tel.hub.db;

/** A bean that holds a table in memory; housekeeping keeps it in step with the table. */
public interface Held {

    Snapshot<?> snapshot();
}
