CREATE INDEX ix_tel_fax_batch_status ON tel_fax (batch, status);
