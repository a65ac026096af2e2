CREATE INDEX ix_tel_fax_batch_open ON tel_fax_batch (completed_at, created_at);
