-- Whether whoever began it wants to read it too, and whether it is a message that somebody left for a number.
ALTER TABLE tel_recording ADD COLUMN (transcribe BOOLEAN NOT NULL DEFAULT FALSE, voicemail BOOLEAN NOT NULL DEFAULT FALSE);
