-- A PNG or JPEG in base64, for cover pages of faxes.
ALTER TABLE organization ADD COLUMN logo TEXT;
