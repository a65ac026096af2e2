ALTER TABLE tel_audit_log ADD COLUMN (
  log_type           VARCHAR(32),
  reference_doctype  VARCHAR(64),
  reference_name     VARCHAR(160),
  ip_address         VARCHAR(64),
  reason             VARCHAR(140),
  position           BIGINT,
  previous_hash      CHAR(64),
  entry_hash         CHAR(64));
