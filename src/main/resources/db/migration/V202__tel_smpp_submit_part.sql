CREATE TABLE tel_smpp_submit_part (
  name        VARCHAR(80)  NOT NULL PRIMARY KEY,
  message     VARCHAR(64)  NOT NULL,
  part        INT          NOT NULL,
  sms         VARCHAR(32)  NOT NULL,
  content     VARCHAR(560) NOT NULL,
  created_at  DATETIME(6)  NOT NULL,
  KEY ix_tel_smpp_submit_part_message (message),
  KEY ix_tel_smpp_submit_part_age (created_at)
) ${tableOptions};
