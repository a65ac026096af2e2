CREATE TABLE tel_fax_batch (
  name              VARCHAR(32)  NOT NULL PRIMARY KEY,
  batch_name        VARCHAR(140),
  api_key           VARCHAR(40)  NOT NULL,
  module            VARCHAR(140),
  organization      VARCHAR(140),
  total_recipients  INT          NOT NULL,
  bad_count         INT          NOT NULL,
  page_count        INT          NOT NULL,
  hipaa_mode        BOOLEAN      NOT NULL DEFAULT FALSE,
  created_at        DATETIME(6)  NOT NULL,
  modified_at       DATETIME(6)  NOT NULL,
  KEY ix_tel_fax_batch_key (api_key, created_at)
) ${tableOptions};
