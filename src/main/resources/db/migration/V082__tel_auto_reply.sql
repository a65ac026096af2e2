CREATE TABLE tel_auto_reply (
  name        CHAR(64)    NOT NULL PRIMARY KEY,
  replied_at  DATETIME(6) NOT NULL,
  KEY ix_tel_auto_reply_replied (replied_at)
) ${tableOptions};
