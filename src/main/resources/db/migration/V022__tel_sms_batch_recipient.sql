CREATE TABLE tel_sms_batch_recipient (
  name       VARCHAR(40)  NOT NULL PRIMARY KEY,
  position   INT          NOT NULL,
  to_number  VARCHAR(20)  NOT NULL,
  body       TEXT
) ${tableOptions};
