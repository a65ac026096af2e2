ALTER TABLE tel_sms_message ADD COLUMN batch VARCHAR(32);
CREATE INDEX ix_tel_sms_message_batch ON tel_sms_message (batch, status);
