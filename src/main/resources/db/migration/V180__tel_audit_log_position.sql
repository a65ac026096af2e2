CREATE UNIQUE INDEX ux_tel_audit_log_position ON tel_audit_log (position);
