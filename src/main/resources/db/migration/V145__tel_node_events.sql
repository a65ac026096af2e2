ALTER TABLE tel_node ADD COLUMN events_settled_at DATETIME(6);
