-- What becomes a record of its own when the rest of the message does not come.
ALTER TABLE tel_smpp_submit_part ADD COLUMN (
  account              VARCHAR(15),
  api_key              VARCHAR(40),
  from_number          VARCHAR(80),
  sender_id            VARCHAR(20),
  to_number            VARCHAR(80),
  data_coding          INT,
  registered_delivery  INT
);
