-- A sealed secret is longer than the secret.
ALTER TABLE tel_api_key MODIFY COLUMN webhook_secret VARCHAR(1024);
