-- Ids of the last reports that were told without moving the call: carriers repeat them.
ALTER TABLE tel_call ADD COLUMN heard VARCHAR(500);
