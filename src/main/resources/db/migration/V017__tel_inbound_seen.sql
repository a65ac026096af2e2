CREATE TABLE tel_inbound_seen (
  name         CHAR(64)    NOT NULL PRIMARY KEY,
  message      VARCHAR(32) NOT NULL,
  received_at  DATETIME(6) NOT NULL
) ${tableOptions};
