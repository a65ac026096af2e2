CREATE TABLE tel_sender_id (
  name          VARCHAR(160) NOT NULL PRIMARY KEY,
  sender_id     VARCHAR(11)  NOT NULL,
  organization  VARCHAR(140) NOT NULL,
  countries     TEXT         NOT NULL,
  status        VARCHAR(16)  NOT NULL,
  created_at    DATETIME(6)  NOT NULL,
  modified_at   DATETIME(6)  NOT NULL
) ${tableOptions};
