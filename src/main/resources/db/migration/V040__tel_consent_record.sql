CREATE TABLE tel_consent_record (
  name          VARCHAR(40)  NOT NULL PRIMARY KEY,
  phone_number  VARCHAR(20)  NOT NULL,
  organization  VARCHAR(140),
  purpose       VARCHAR(16)  NOT NULL,
  status        VARCHAR(16)  NOT NULL,
  method        VARCHAR(64),
  proof         VARCHAR(500),
  at            DATETIME(6)  NOT NULL,
  created_at    DATETIME(6)  NOT NULL,
  modified_at   DATETIME(6)  NOT NULL,
  KEY ix_tel_consent_record_number (phone_number)
) ${tableOptions};
