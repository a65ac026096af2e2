CREATE INDEX ix_tel_smpp_delivery_next ON tel_smpp_delivery (account, next_attempt_at, created_at, name);
