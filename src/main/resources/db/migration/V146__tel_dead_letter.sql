CREATE TABLE tel_dead_letter (
  name       VARCHAR(120) NOT NULL PRIMARY KEY,
  queue      VARCHAR(80)  NOT NULL,
  event_id   VARCHAR(32)  NOT NULL,
  event      VARCHAR(48),
  record_id  VARCHAR(32),
  error      VARCHAR(500),
  died_at    DATETIME(6)  NOT NULL,
  KEY ix_tel_dead_letter_record (record_id)
) ${tableOptions};
