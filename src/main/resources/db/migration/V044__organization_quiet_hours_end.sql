ALTER TABLE organization ADD COLUMN quiet_hours_end VARCHAR(8);
