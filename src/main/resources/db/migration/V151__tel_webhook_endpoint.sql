CREATE TABLE tel_webhook_endpoint (
  name           VARCHAR(40)   NOT NULL PRIMARY KEY,
  owner          VARCHAR(40)   NOT NULL,
  url            VARCHAR(2048) NOT NULL,
  failing_since  DATETIME(6)   NOT NULL,
  last_error     VARCHAR(500),
  disabled_at    DATETIME(6),
  created_at     DATETIME(6)   NOT NULL,
  modified_at    DATETIME(6)   NOT NULL
) ${tableOptions};
