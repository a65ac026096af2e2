-- Who is in a conference, or was. What is to be asked of its carrier, and was not yet, is due.
CREATE TABLE tel_conference_call (
  conference     VARCHAR(32)  NOT NULL,
  call_name      VARCHAR(32)  NOT NULL,
  place          INT          NOT NULL,
  turn           INT          NOT NULL,
  state          VARCHAR(16)  NOT NULL,
  muted          BOOLEAN      NOT NULL DEFAULT FALSE,
  joined_at      DATETIME(6),
  left_at        DATETIME(6),
  error_code     VARCHAR(16),
  error_message  VARCHAR(500),
  tries          INT          NOT NULL DEFAULT 0,
  due_at         DATETIME(6),
  PRIMARY KEY (conference, call_name),
  KEY ix_tel_conference_call_call (call_name)
) ${tableOptions};
