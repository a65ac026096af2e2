CREATE TABLE tel_carrier_receipt (
  name                CHAR(64)     NOT NULL PRIMARY KEY,
  carrier             VARCHAR(64)  NOT NULL,
  carrier_message_id  VARCHAR(191),
  attempt             VARCHAR(40),
  recipient           VARCHAR(20),
  status              VARCHAR(16)  NOT NULL,
  code                VARCHAR(64),
  detail              VARCHAR(500),
  reported_at         DATETIME(6)  NOT NULL,
  received_at         DATETIME(6)  NOT NULL,
  message             VARCHAR(32),
  KEY ix_tel_carrier_receipt_id (carrier_message_id),
  KEY ix_tel_carrier_receipt_attempt (attempt),
  KEY ix_tel_carrier_receipt_message (message)
) ${tableOptions};
