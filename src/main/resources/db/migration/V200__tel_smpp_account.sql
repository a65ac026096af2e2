CREATE TABLE tel_smpp_account (
  system_id         VARCHAR(15)  NOT NULL PRIMARY KEY,
  password_hash     VARCHAR(100) NOT NULL,
  api_key           VARCHAR(40)  NOT NULL,
  ip_allowlist      TEXT,
  max_binds         INT          NOT NULL DEFAULT 4,
  window_size       INT          NOT NULL DEFAULT 50,
  default_alphabet  VARCHAR(12)  NOT NULL DEFAULT 'GSM',
  receive_messages  BOOLEAN      NOT NULL DEFAULT TRUE,
  enabled           BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at        DATETIME(6)  NOT NULL,
  modified_at       DATETIME(6)  NOT NULL
) ${tableOptions};
