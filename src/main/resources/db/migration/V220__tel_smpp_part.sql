-- Parts of long messages that carriers deliver over SMPP, until the message is complete.
CREATE TABLE tel_smpp_part (
  name         VARCHAR(72)  NOT NULL PRIMARY KEY,
  message_key  CHAR(64)     NOT NULL,
  carrier      VARCHAR(64)  NOT NULL,
  from_number  VARCHAR(80)  NOT NULL,
  to_number    VARCHAR(80)  NOT NULL,
  part_number  INT          NOT NULL,
  total        INT          NOT NULL,
  body         TEXT         NOT NULL,
  received_at  DATETIME(6)  NOT NULL,
  KEY ix_tel_smpp_part_message (message_key, received_at)
) ${tableOptions};
