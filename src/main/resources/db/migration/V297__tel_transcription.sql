-- What is said in recordings, as text; sealed with the organisation's key.
CREATE TABLE tel_transcription (
  recording        VARCHAR(32)   NOT NULL PRIMARY KEY,
  call_name        VARCHAR(32)   NOT NULL,
  state            VARCHAR(16)   NOT NULL,
  provider         VARCHAR(32),
  content          LONGTEXT,
  tries            INT           NOT NULL DEFAULT 0,
  next_attempt_at  DATETIME(6),
  last_error       VARCHAR(500),
  created_at       DATETIME(6)   NOT NULL,
  modified_at      DATETIME(6)   NOT NULL,
  KEY ix_tel_transcription_call (call_name),
  KEY ix_tel_transcription_due (next_attempt_at)
) ${tableOptions};
