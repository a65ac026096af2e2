-- Whether anybody canceled a batch, who is told of its end, and when that was.
ALTER TABLE tel_fax_batch ADD COLUMN (
  status        VARCHAR(16) DEFAULT 'Open' NOT NULL,
  webhook_url   VARCHAR(2048),
  completed_at  DATETIME(6)
);
