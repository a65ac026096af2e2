CREATE TABLE tel_carrier_config (
  carrier      VARCHAR(64)  NOT NULL PRIMARY KEY,
  enabled      BOOLEAN      NOT NULL DEFAULT TRUE,
  drain        BOOLEAN      NOT NULL DEFAULT FALSE,
  weight       INT          NOT NULL DEFAULT 100,
  created_at   DATETIME(6)  NOT NULL,
  modified_at  DATETIME(6)  NOT NULL
) ${tableOptions};
