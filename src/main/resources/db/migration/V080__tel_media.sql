CREATE TABLE tel_media (
  name             VARCHAR(40)   NOT NULL PRIMARY KEY,
  message          VARCHAR(32)   NOT NULL,
  place            INT           NOT NULL,
  carrier          VARCHAR(64)   NOT NULL,
  source_url       VARCHAR(2048) NOT NULL,
  state            VARCHAR(8)    NOT NULL DEFAULT 'Pending',
  content_type     VARCHAR(100),
  tries            INT           NOT NULL DEFAULT 0,
  next_attempt_at  DATETIME(6),
  owner            VARCHAR(40),
  last_error       VARCHAR(500),
  created_at       DATETIME(6)   NOT NULL,
  modified_at      DATETIME(6)   NOT NULL,
  KEY ix_tel_media_message (message, place),
  KEY ix_tel_media_due (state, next_attempt_at),
  KEY ix_tel_media_created (created_at)
) ${tableOptions};
