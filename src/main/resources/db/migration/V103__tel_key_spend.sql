CREATE TABLE tel_key_spend (
  api_key   VARCHAR(40)   NOT NULL,
  spent_on  DATE          NOT NULL,
  currency  CHAR(3)       NOT NULL,
  amount    DECIMAL(18,6) NOT NULL,
  PRIMARY KEY (api_key, spent_on, currency)
) ${tableOptions};
