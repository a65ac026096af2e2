CREATE TABLE tel_person (
  username       VARCHAR(140) NOT NULL PRIMARY KEY,
  password_hash  VARCHAR(100) NOT NULL,
  roles          VARCHAR(255) NOT NULL,
  enabled        BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at     DATETIME(6)  NOT NULL,
  modified_at    DATETIME(6)  NOT NULL
) ${tableOptions};
