-- By time alone: by the index of status and time H2 goes through all messages of a status, and most are 'Sent'.
CREATE INDEX ix_tel_sms_message_next ON tel_sms_message (next_attempt_at);
