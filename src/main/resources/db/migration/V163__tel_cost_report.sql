CREATE TABLE tel_cost_report (
  name          CHAR(64)      NOT NULL PRIMARY KEY,
  summary_day   DATE          NOT NULL,
  organization  VARCHAR(140),
  module        VARCHAR(140),
  cost_center   VARCHAR(140),
  cdr_type      VARCHAR(8)    NOT NULL,
  carrier       VARCHAR(64),
  country_code  CHAR(2),
  currency      CHAR(3)       NOT NULL,
  records       BIGINT        NOT NULL,
  amount        DECIMAL(24,6) NOT NULL,
  created_at    DATETIME(6)   NOT NULL,
  modified_at   DATETIME(6)   NOT NULL,
  KEY ix_tel_cost_report_day (summary_day),
  KEY ix_tel_cost_report_organization (organization, summary_day)
) ${tableOptions};
