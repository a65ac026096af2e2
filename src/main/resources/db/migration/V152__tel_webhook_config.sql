CREATE TABLE tel_webhook_config (
  name            VARCHAR(40)   NOT NULL PRIMARY KEY,
  url             VARCHAR(2048) NOT NULL,
  events          TEXT,
  organization    VARCHAR(140)  NOT NULL,
  api_key         VARCHAR(40),
  webhook_secret  VARCHAR(512)  NOT NULL,
  enabled         BOOLEAN       NOT NULL DEFAULT TRUE,
  created_at      DATETIME(6)   NOT NULL,
  modified_at     DATETIME(6)   NOT NULL
) ${tableOptions};
