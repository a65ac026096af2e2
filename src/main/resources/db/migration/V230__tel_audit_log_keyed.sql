-- Lines since then are hashed with a key that is not in the database.
ALTER TABLE tel_audit_log ADD COLUMN keyed BOOLEAN DEFAULT FALSE NOT NULL;
