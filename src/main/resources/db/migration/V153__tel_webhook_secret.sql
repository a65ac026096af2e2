CREATE TABLE tel_webhook_secret (
  name            VARCHAR(40)   NOT NULL PRIMARY KEY,
  webhook_secret  VARCHAR(512)  NOT NULL,
  valid_until     DATETIME(6)   NOT NULL,
  created_at      DATETIME(6)   NOT NULL,
  modified_at     DATETIME(6)   NOT NULL
) ${tableOptions};
