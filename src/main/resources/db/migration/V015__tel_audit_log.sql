CREATE TABLE tel_audit_log (
  name       VARCHAR(40)  NOT NULL PRIMARY KEY,
  at         DATETIME(6)  NOT NULL,
  actor      VARCHAR(140) NOT NULL,
  action     VARCHAR(64)  NOT NULL,
  record_id  VARCHAR(160) NOT NULL,
  detail     TEXT,
  KEY ix_tel_audit_log_record (record_id)
) ${tableOptions};
