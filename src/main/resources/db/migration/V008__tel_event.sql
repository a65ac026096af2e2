CREATE TABLE tel_event (
  name             VARCHAR(32)  NOT NULL PRIMARY KEY,
  event            VARCHAR(48)  NOT NULL,
  record_id        VARCHAR(32)  NOT NULL,
  sequence         INT          NOT NULL,
  payload          TEXT         NOT NULL,
  api_key          VARCHAR(40),
  target_url       VARCHAR(2048),
  state            VARCHAR(12)  NOT NULL,
  tries            INT          NOT NULL DEFAULT 0,
  next_attempt_at  DATETIME(6),
  owner            VARCHAR(40),
  last_error       VARCHAR(500),
  created_at       DATETIME(6)  NOT NULL,
  settled_at       DATETIME(6),
  KEY ix_tel_event_record (record_id, sequence),
  KEY ix_tel_event_due (state, next_attempt_at)
) ${tableOptions};
