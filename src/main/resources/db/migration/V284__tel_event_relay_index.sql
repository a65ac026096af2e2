DROP INDEX ix_tel_event_relay ON tel_event;
