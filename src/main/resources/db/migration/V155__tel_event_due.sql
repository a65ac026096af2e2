DROP INDEX ix_tel_event_due ON tel_event;
