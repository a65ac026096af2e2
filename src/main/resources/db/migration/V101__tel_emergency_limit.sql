CREATE TABLE tel_emergency_limit (
  name         VARCHAR(16)   NOT NULL PRIMARY KEY,
  factor       DECIMAL(10,6) NOT NULL,
  until_at     DATETIME(6)   NOT NULL,
  set_by       VARCHAR(140)  NOT NULL,
  created_at   DATETIME(6)   NOT NULL,
  modified_at  DATETIME(6)   NOT NULL
) ${tableOptions};
