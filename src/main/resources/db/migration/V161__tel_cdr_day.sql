-- Each day of which there are records, and whether its summaries hold.
CREATE TABLE tel_cdr_day (
  cdr_day      DATE         NOT NULL PRIMARY KEY,
  state        VARCHAR(8)   NOT NULL,
  summed_at    DATETIME(6),
  modified_at  DATETIME(6)  NOT NULL
) ${tableOptions};
