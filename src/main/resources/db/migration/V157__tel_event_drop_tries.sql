ALTER TABLE tel_event DROP COLUMN tries;
