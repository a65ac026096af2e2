ALTER TABLE tel_sms_message ADD COLUMN subject VARCHAR(255);
