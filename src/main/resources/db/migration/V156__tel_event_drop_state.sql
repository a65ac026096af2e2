ALTER TABLE tel_event DROP COLUMN state;
