ALTER TABLE organization ADD COLUMN hipaa_key_id VARCHAR(16);
