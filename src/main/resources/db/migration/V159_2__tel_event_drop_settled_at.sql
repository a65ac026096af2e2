ALTER TABLE tel_event DROP COLUMN settled_at;
