CREATE TABLE tel_fax_inbound (
  fax              VARCHAR(32)   NOT NULL PRIMARY KEY,
  state            VARCHAR(16)   NOT NULL,
  source_url       VARCHAR(2048) NOT NULL,
  available_until  DATETIME(6)   NOT NULL,
  partial_content  BOOLEAN       NOT NULL DEFAULT FALSE,
  ocr_wanted       BOOLEAN       NOT NULL DEFAULT FALSE,
  text_content     LONGTEXT,
  tries            INT           NOT NULL DEFAULT 0,
  next_attempt_at  DATETIME(6),
  last_error       VARCHAR(500),
  modified_at      DATETIME(6)   NOT NULL,
  KEY ix_tel_fax_inbound_due (next_attempt_at)
) ${tableOptions};
