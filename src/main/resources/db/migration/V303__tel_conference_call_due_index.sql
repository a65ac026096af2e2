CREATE INDEX ix_tel_conference_call_due ON tel_conference_call (state, due_at);
