ALTER TABLE tel_event DROP COLUMN next_attempt_at;
