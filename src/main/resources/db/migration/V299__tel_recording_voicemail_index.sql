CREATE INDEX ix_tel_recording_voicemail ON tel_recording (voicemail, modified_at);
