CREATE TABLE tel_number_pool (
  name              VARCHAR(140) NOT NULL PRIMARY KEY,
  strategy          VARCHAR(16)  NOT NULL DEFAULT 'sticky',
  dids              TEXT         NOT NULL,
  organization      VARCHAR(140) NOT NULL,
  assigned_api_key  VARCHAR(40),
  enabled           BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at        DATETIME(6)  NOT NULL,
  modified_at       DATETIME(6)  NOT NULL
) ${tableOptions};
