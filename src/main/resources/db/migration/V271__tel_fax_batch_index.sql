CREATE INDEX ix_tel_fax_batch ON tel_fax (batch, name);
