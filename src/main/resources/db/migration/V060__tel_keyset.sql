CREATE TABLE tel_keyset (
  name         VARCHAR(160) NOT NULL PRIMARY KEY,
  wrapped      TEXT         NOT NULL,
  master_key   CHAR(16)     NOT NULL,
  created_at   DATETIME(6)  NOT NULL,
  modified_at  DATETIME(6)  NOT NULL
) ${tableOptions};
