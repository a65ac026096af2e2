ALTER TABLE tel_api_key ADD COLUMN (
  previous_prefix      VARCHAR(20),
  previous_hash        CHAR(64),
  previous_until       DATETIME(6),
  daily_spend_limit    DECIMAL(18,6),
  monthly_spend_limit  DECIMAL(18,6)
);
