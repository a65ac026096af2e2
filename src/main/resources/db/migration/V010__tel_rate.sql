CREATE TABLE tel_rate (
  name            VARCHAR(140) NOT NULL PRIMARY KEY,
  carrier         VARCHAR(64)  NOT NULL,
  operation       VARCHAR(16)  NOT NULL,
  prefix          VARCHAR(20)  NOT NULL,
  price           DECIMAL(18,6) NOT NULL,
  currency        CHAR(3)      NOT NULL DEFAULT 'USD',
  unit            VARCHAR(16)  NOT NULL DEFAULT 'segment',
  effective_from  DATETIME(6)  NOT NULL,
  enabled         BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at      DATETIME(6)  NOT NULL,
  modified_at     DATETIME(6)  NOT NULL,
  UNIQUE KEY uq_tel_rate (carrier, operation, prefix, effective_from)
) ${tableOptions};
