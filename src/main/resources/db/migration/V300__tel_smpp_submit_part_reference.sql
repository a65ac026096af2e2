-- Under which a part is known when it comes again after its message is recorded.
ALTER TABLE tel_smpp_submit_part ADD COLUMN (
  sms_reference  VARCHAR(128),
  body_hash      CHAR(64)
);
