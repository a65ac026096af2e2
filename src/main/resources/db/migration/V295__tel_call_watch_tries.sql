-- How often its carrier could not be asked whether it is still up.
ALTER TABLE tel_call ADD COLUMN watch_tries INT NOT NULL DEFAULT 0;
