-- What is left to be done in a call that is up; gone when it is over.
CREATE TABLE tel_call_script (
  call_name    VARCHAR(32)  NOT NULL PRIMARY KEY,
  sequence     INT          NOT NULL,
  program      TEXT         NOT NULL,
  turn         INT          NOT NULL,
  state        VARCHAR(8)   NOT NULL,
  waits_for    VARCHAR(16),
  tries        INT          NOT NULL DEFAULT 0,
  due_at       DATETIME(6),
  modified_at  DATETIME(6)  NOT NULL,
  KEY ix_tel_call_script_due (due_at)
) ${tableOptions};
