-- What a call is to begin with once somebody has answered it, and when that is due.
ALTER TABLE tel_call ADD COLUMN (
  tts_text           TEXT,
  tts_voice          VARCHAR(100),
  recording_enabled  BOOLEAN NOT NULL DEFAULT FALSE,
  greet_at           DATETIME(6)
);
