-- A sealed subject is longer than the subject.
ALTER TABLE tel_sms_message MODIFY COLUMN subject VARCHAR(2048);
