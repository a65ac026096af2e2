CREATE TABLE organization (
  name              VARCHAR(140) NOT NULL PRIMARY KEY,
  default_timezone  VARCHAR(64),
  enabled           BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at        DATETIME(6)  NOT NULL,
  modified_at       DATETIME(6)  NOT NULL
) ${tableOptions};
