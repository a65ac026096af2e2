-- With the name a key's deliveries are in the order of their list, and none is sorted.
DROP INDEX ix_tel_webhook_delivery_key ON tel_webhook_delivery;
CREATE INDEX ix_tel_webhook_delivery_key ON tel_webhook_delivery (api_key, created_at, name);
