-- Whether recordings of calls to the number are transcribed.
ALTER TABLE tel_did ADD COLUMN transcription_enabled BOOLEAN NOT NULL DEFAULT FALSE;
