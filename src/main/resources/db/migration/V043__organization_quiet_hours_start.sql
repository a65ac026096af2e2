ALTER TABLE organization ADD COLUMN quiet_hours_start VARCHAR(8);
