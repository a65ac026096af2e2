-- What the relay reads, in its order, and when each event was written: how old the oldest is is told without reading events.
CREATE INDEX ix_tel_event_waiting ON tel_event (relayed_at, relay_slot, record_id, sequence, created_at);
