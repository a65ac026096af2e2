CREATE TABLE tel_smpp_delivery (
  name             VARCHAR(64)  NOT NULL PRIMARY KEY,
  account          VARCHAR(15)  NOT NULL,
  event            VARCHAR(48)  NOT NULL,
  record_id        VARCHAR(32)  NOT NULL,
  status           VARCHAR(20)  NOT NULL,
  error_code       VARCHAR(20),
  tries            INT          NOT NULL DEFAULT 0,
  next_attempt_at  DATETIME(6)  NOT NULL,
  owner            VARCHAR(40),
  lease_until      DATETIME(6),
  created_at       DATETIME(6)  NOT NULL,
  KEY ix_tel_smpp_delivery_due (account, created_at),
  KEY ix_tel_smpp_delivery_age (created_at)
) ${tableOptions};
