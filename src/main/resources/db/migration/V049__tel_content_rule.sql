CREATE TABLE tel_content_rule (
  name          VARCHAR(40)  NOT NULL PRIMARY KEY,
  phrase        VARCHAR(140) NOT NULL,
  category      VARCHAR(64)  NOT NULL,
  action        VARCHAR(16)  NOT NULL,
  organization  VARCHAR(140),
  enabled       BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at    DATETIME(6)  NOT NULL,
  modified_at   DATETIME(6)  NOT NULL
) ${tableOptions};
