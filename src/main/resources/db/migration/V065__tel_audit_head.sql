-- Where the chain of the audit log ends. Its one row is locked by whoever adds to the log.
CREATE TABLE tel_audit_head (
  name      VARCHAR(16) NOT NULL PRIMARY KEY,
  position  BIGINT      NOT NULL,
  hash      CHAR(64)    NOT NULL
) ${tableOptions};
INSERT INTO tel_audit_head (name, position, hash) VALUES
  ('audit', 0, '0000000000000000000000000000000000000000000000000000000000000000');
