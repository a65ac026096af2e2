-- What callers are led through: steps as JSON, checked when they are written.
CREATE TABLE tel_ivr_flow (
  name          VARCHAR(140) NOT NULL PRIMARY KEY,
  organization  VARCHAR(140),
  enabled       BOOLEAN      NOT NULL DEFAULT TRUE,
  flow          TEXT         NOT NULL,
  created_at    DATETIME(6)  NOT NULL,
  modified_at   DATETIME(6)  NOT NULL
) ${tableOptions};
