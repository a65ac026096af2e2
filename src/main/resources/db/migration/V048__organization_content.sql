ALTER TABLE organization ADD COLUMN allowed_content TEXT;
