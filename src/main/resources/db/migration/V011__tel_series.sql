CREATE TABLE tel_series (
  name        VARCHAR(32) NOT NULL PRIMARY KEY,
  next_value  BIGINT      NOT NULL
) ${tableOptions};
