CREATE TABLE tel_dnc_entry (
  name          VARCHAR(160) NOT NULL PRIMARY KEY,
  phone_number  VARCHAR(20)  NOT NULL,
  organization  VARCHAR(140),
  source        VARCHAR(64)  NOT NULL,
  enabled       BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at    DATETIME(6)  NOT NULL,
  modified_at   DATETIME(6)  NOT NULL,
  KEY ix_tel_dnc_entry_number (phone_number)
) ${tableOptions};
