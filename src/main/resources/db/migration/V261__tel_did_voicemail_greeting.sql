-- What a caller hears before the tone, where calls to the number are recorded.
ALTER TABLE tel_did ADD COLUMN voicemail_greeting VARCHAR(1600);
