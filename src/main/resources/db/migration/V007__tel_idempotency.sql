CREATE TABLE tel_idempotency (
  api_key          VARCHAR(40)  NOT NULL,
  idempotency_key  VARCHAR(128) NOT NULL,
  body_hash        CHAR(64)     NOT NULL,
  record_id        VARCHAR(32)  NOT NULL,
  answer_status    INT,
  answer           TEXT,
  created_at       DATETIME(6)  NOT NULL,
  PRIMARY KEY (api_key, idempotency_key),
  KEY ix_tel_idempotency_created (created_at)
) ${tableOptions};
