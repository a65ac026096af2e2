ALTER TABLE tel_sms_message ADD COLUMN judgement TEXT;
