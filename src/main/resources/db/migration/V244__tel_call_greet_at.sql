CREATE INDEX ix_tel_call_greet ON tel_call (greet_at);
