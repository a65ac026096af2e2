CREATE TABLE tel_feature_flag (
  name          VARCHAR(330) NOT NULL PRIMARY KEY,
  feature       VARCHAR(40)  NOT NULL,
  module        VARCHAR(140),
  organization  VARCHAR(140),
  enabled       BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at    DATETIME(6)  NOT NULL,
  modified_at   DATETIME(6)  NOT NULL
) ${tableOptions};
