CREATE TABLE tel_node (
  name         VARCHAR(40)  NOT NULL PRIMARY KEY,
  alive_until  DATETIME(6)  NOT NULL,
  started_at   DATETIME(6)  NOT NULL
) ${tableOptions};
