CREATE INDEX ix_tel_event_relay ON tel_event (relayed_at, relay_slot, record_id, sequence);
