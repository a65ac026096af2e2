CREATE TABLE tel_fax_batch_failure (
  name           VARCHAR(40)  NOT NULL PRIMARY KEY,
  to_number      VARCHAR(40),
  error_code     VARCHAR(16)  NOT NULL,
  error_message  VARCHAR(500) NOT NULL
) ${tableOptions};
