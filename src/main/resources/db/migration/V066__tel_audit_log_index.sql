CREATE INDEX ix_tel_audit_log_at ON tel_audit_log (at);
