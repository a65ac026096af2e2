ALTER TABLE tel_event DROP COLUMN last_error;
