CREATE TABLE tel_fax_attempt (
  name            VARCHAR(40)  NOT NULL PRIMARY KEY,
  fax             VARCHAR(32)  NOT NULL,
  carrier         VARCHAR(64)  NOT NULL,
  outcome         VARCHAR(16)  NOT NULL,
  carrier_fax_id  VARCHAR(191),
  code            VARCHAR(64),
  detail          VARCHAR(500),
  started_at      DATETIME(6)  NOT NULL,
  latency_ms      INT          NOT NULL,
  cost_amount     DECIMAL(18,6),
  cost_currency   CHAR(3),
  KEY ix_tel_fax_attempt_fax (fax)
) ${tableOptions};
