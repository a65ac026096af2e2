CREATE TABLE tel_table_version (
  table_name  VARCHAR(64)  NOT NULL PRIMARY KEY,
  version     BIGINT       NOT NULL
) ${tableOptions};
