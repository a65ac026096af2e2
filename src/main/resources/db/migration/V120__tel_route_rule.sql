CREATE TABLE tel_route_rule (
  name          VARCHAR(140) NOT NULL PRIMARY KEY,
  operation     VARCHAR(16),
  prefix        VARCHAR(20),
  country       CHAR(2),
  module        VARCHAR(140),
  hours         VARCHAR(140),
  action        VARCHAR(16)  NOT NULL,
  carrier       VARCHAR(64)  NOT NULL,
  percent       INT          NOT NULL DEFAULT 100,
  priority      INT          NOT NULL DEFAULT 100,
  organization  VARCHAR(140),
  enabled       BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at    DATETIME(6)  NOT NULL,
  modified_at   DATETIME(6)  NOT NULL
) ${tableOptions};
